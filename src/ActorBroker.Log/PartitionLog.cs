using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Log.State;
using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>
/// One replica's log: appends whole batches, is cut at either end, tells what is durable, and publishes a <see cref="ReadView"/> after each change.
/// </summary>
/// <remarks>
/// Threading: one owner at a time calls; <see cref="View"/> and what is reached through it belong to any thread.
/// Durability: an append is in the operating system's hands when it returns, and on the disk when a <see cref="FlushTicket"/> made after it was completed.
/// After a failed write or flush every change is refused with <see cref="LogFailedException"/>; reads go on.
/// A log that is not used holds neither files nor buffers: its first use loads it, and may then fail with <see cref="LogDiskException"/>.
/// </remarks>
public sealed class PartitionLog
{
    private readonly LogContext _context;
    private readonly Func<PartitionLogOptions> _options;
    private readonly ReadPublisher _publisher;
    private LoadedLog? _loaded;
    private LogWriter? _writer;
    private ReplicaState _state;
    private FlushTicket? _flushing;
    private LeaderEpoch _begun = LeaderEpoch.None;

    /// <summary>Opens a log that was cleanly closed, or never used, without touching the disk.</summary>
    /// <param name="context">The log directory's.</param>
    /// <param name="state">What the checkpoint said, or <see cref="ReplicaState.New"/>.</param>
    /// <param name="options">How the log is kept; asked again whenever it is loaded.</param>
    public PartitionLog(LogContext context, ReplicaState state, Func<PartitionLogOptions> options)
    {
        _context = context;
        _options = options;
        _state = state;
        _publisher = new ReadPublisher(context, options, state);
        DurableOffset = state.LogEnd;
    }

    /// <summary>The partition.</summary>
    public PartitionId Id => _state.Id;

    /// <summary>The log as it is now. Any thread.</summary>
    public ReadView View => _publisher.View;

    /// <summary>Everything below is on the disk.</summary>
    public Offset DurableOffset { get; private set; }

    /// <summary>True when a change was noted in the journal since the last checkpoint: after a crash this log is scanned.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>True while the log holds its state in memory.</summary>
    public bool IsLoaded => _loaded is not null;

    /// <summary>What failed first, so that the log takes no more changes; null while nothing did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Idempotent producers and transactions, as of the log's end. Asked before an append; changed by the log alone.</summary>
    public ProducerStates Producers => Load().Producers;

    /// <summary>Ranges that are not as they were written.</summary>
    public IReadOnlyList<LogDamage> Damage => Load().Damage;

    /// <summary>What a checkpoint has to say of this log.</summary>
    public ReplicaState State => _state;

    /// <summary>Opens a log after an unclean stop; what it then holds is durable.</summary>
    /// <param name="context">The log directory's.</param>
    /// <param name="id">The partition.</param>
    /// <param name="known">Log start and recovery point, from checkpoint and journal; null when nothing is known, and then all is scanned.</param>
    /// <param name="options">How the log is kept.</param>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote one of the files.</exception>
    public static (PartitionLog Log, RecoveryReport Report) Recover(
        LogContext context, PartitionId id, ReplicaState? known, Func<PartitionLogOptions> options)
    {
        SegmentSwap.FinishAll(context.Disk, context.DirectoryOf(id));
        var (loaded, report) = new LogRecovery(context, id, options(), known).Run();
        var log = new PartitionLog(context, (known ?? ReplicaState.New(id)).Of(report), options) { IsDirty = true };
        log.Adopt(loaded);
        return (log, report);
    }

    /// <summary>Appends batches as a leader: gives each its offset and <paramref name="epoch"/>, in place.</summary>
    /// <param name="chunks">Validated batches; their bytes change.</param>
    /// <param name="epoch">At least the log's latest.</param>
    /// <returns>The first batch's offset. Not durable yet.</returns>
    /// <exception cref="UnexpectedBatchException">The bytes are no whole batches, or the epoch fell; nothing was appended.</exception>
    /// <exception cref="LogDiskException">The write failed; the log takes no more.</exception>
    /// <exception cref="LogFailedException">An earlier one did.</exception>
    public Offset AppendAsLeader(ReadOnlySpan<LogChunk> chunks, LeaderEpoch epoch)
    {
        LogFailedException.ThrowIf(Id, Failure);
        var first = _state.LogEnd;
        AppendCheck.AssignAndCheck(Id, chunks, first, epoch, Load().Epochs.Latest);
        Append(chunks);
        return first;
    }

    /// <summary>Appends batches as a follower: they keep the offsets and epochs that the leader gave them.</summary>
    /// <param name="chunks">Validated batches, which follow the log's end without a gap unless compaction took batches.</param>
    /// <exception cref="UnexpectedBatchException">They do not follow; nothing was appended.</exception>
    /// <exception cref="LogDiskException">The write failed; the log takes no more.</exception>
    /// <exception cref="LogFailedException">An earlier one did.</exception>
    public void AppendAsFollower(ReadOnlySpan<LogChunk> chunks)
    {
        LogFailedException.ThrowIf(Id, Failure);
        if (AppendCheck.Check(Id, chunks, _state.LogEnd, Load().Epochs.Latest))
            Change(() => _loaded!.StartAllowingGaps());
        Append(chunks);
    }

    /// <summary>
    /// Notes that an epoch begins at the log's end (KIP-101). A log that is not loaded notes it when it is: until then its end stays where it is. An epoch
    /// that gets no batch is forgotten when the log goes out of memory.
    /// </summary>
    public void BeginEpoch(LeaderEpoch epoch)
    {
        _begun = epoch;
        if (_loaded is not null)
            NoteBegun();
    }

    /// <summary>Where an epoch ends in this log (KIP-101, KIP-279).</summary>
    public EpochEnd EndOffsetFor(LeaderEpoch epoch) => Load().Epochs.EndOffsetFor(epoch, _state.LogEnd);

    /// <summary>Moves the high watermark; the last stable offset follows. One below the present is taken too: only a follower's does that.</summary>
    public void SetHighWatermark(Offset highWatermark)
    {
        var taken = Offset.Clamp(highWatermark, _state.LogStart, _state.LogEnd);
        _state = _state with { HighWatermark = taken, LastStable = taken };
        if (_state.HasProducers)
            Load();
        _loaded?.Producers.OnHighWatermark(_state.HighWatermark);
        Publish();
    }

    /// <summary>Closes the active segment and begins another; nothing happens when it is empty.</summary>
    /// <exception cref="LogDiskException">The disk failed; the log takes no more.</exception>
    public void Roll()
    {
        LogFailedException.ThrowIf(Id, Failure);
        Load();
        Change(() =>
        {
            Note();
            _writer!.Roll(_state.LogEnd);
        });
        PublishContent();
    }

    /// <summary>Removes all batches that hold <paramref name="offset"/> or a later one. Durable on return.</summary>
    /// <returns>The log's end now: <paramref name="offset"/>, or the base offset of the batch that held it, but never below the log's start.</returns>
    /// <exception cref="LogDiskException">The disk failed; the log takes no more.</exception>
    public Offset Truncate(Offset offset)
    {
        LogFailedException.ThrowIf(Id, Failure);
        if (offset >= _state.LogEnd)
            return _state.LogEnd;

        var cut = new LogCut(Load(), _writer!);
        var position = cut.Find(Offset.Max(offset, _state.LogStart));
        if (Offset.Min(offset, position.End) <= _state.LogStart)
            RestartAt(_state.LogStart);
        else
            ChangeFiles(inPlace =>
            {
                NoteDurably(_state.LogStart, Offset.Min(_state.RecoveryPoint, position.End));
                cut.TruncateAt(position, inPlace);
            });
        return _state.LogEnd;
    }

    /// <summary>Empties the log, and gives the next record <paramref name="offset"/>. Durable on return.</summary>
    /// <exception cref="LogDiskException">The disk failed; the log takes no more.</exception>
    public void RestartAt(Offset offset)
    {
        LogFailedException.ThrowIf(Id, Failure);
        Load();
        ChangeFiles(_ =>
        {
            NoteDurably(offset, Offset.Min(_state.RecoveryPoint, offset));
            new LogCut(_loaded!, _writer!).RestartAt(offset);
        });
    }

    /// <summary>Moves the log's start up (DeleteRecords, retention), and deletes segments that lie wholly below it. The new start is durable on return.</summary>
    /// <param name="offset">At most the high watermark; one at or below the present start changes nothing.</param>
    /// <exception cref="LogDiskException">The disk failed; the log takes no more.</exception>
    public void MoveStart(Offset offset)
    {
        LogFailedException.ThrowIf(Id, Failure);
        Invariant.Holds(offset <= _state.HighWatermark, "only committed records are deleted");
        if (offset <= _state.LogStart)
            return;

        var cut = new LogCut(Load(), _writer!);
        Change(() =>
        {
            if (offset > _state.RecoveryPoint)
                cut.SecureProducers(_state.RecoveryPoint, offset);
            NoteDurably(offset, _state.RecoveryPoint);
            cut.RemoveBelow(offset);
        });
        DurableOffset = Offset.Max(DurableOffset, offset);
        PublishContent();
    }

    /// <summary>
    /// Says what a flush of all that was appended until now has to do. One ticket of a log is under way at a time.
    /// </summary>
    /// <param name="checkpoint">True to flush indexes, epochs and producer state too, so that recovery need not read what lies below.</param>
    /// <returns>Null when there is nothing to flush, or a ticket is under way.</returns>
    /// <exception cref="LogDiskException">The disk failed; the log takes no more.</exception>
    public FlushTicket? PrepareFlush(bool checkpoint = false)
    {
        LogFailedException.ThrowIf(Id, Failure);
        var isDone = checkpoint ? !IsDirty : DurableOffset == _state.LogEnd;
        if (_loaded is null || _flushing is not null || isDone)
            return null;

        Change(() => _flushing = new LogFlush(_context, _loaded, _writer!).Prepare(Generation, checkpoint));
        return _flushing;
    }

    /// <summary>Takes note that a ticket was run.</summary>
    /// <param name="ticket">The one that is under way.</param>
    /// <param name="failure">What it threw; the log then takes no more changes. Null when it did its work.</param>
    public void CompleteFlush(FlushTicket ticket, Exception? failure)
    {
        Invariant.Holds(ticket == _flushing, "a flush that completes was prepared and not completed before");
        (_flushing, Failure) = (null, Failure ?? failure);
        if (Failure is not null || ticket.Generation != Generation)
            return;
        DurableOffset = Offset.Max(DurableOffset, ticket.UpTo);
        LogFlush.Release(_writer!, ticket);
        if (!ticket.IsCheckpoint)
            return;

        var recoveryPoint = Offset.Max(_state.RecoveryPoint, ticket.UpTo);
        _state = _state with { RecoveryPoint = recoveryPoint, HasProducers = ticket.HasProducers };
        Failure = ProducerSnapshots.TryDeleteStale(_context.Disk, _loaded!.Directory, recoveryPoint, _loaded.Segments);
    }

    /// <summary><see cref="State"/> was taken for the next checkpoint: the next change is noted anew. Only when the recovery point is the log's end.</summary>
    public void MarkClean()
    {
        Invariant.Holds(_state.RecoveryPoint == _state.LogEnd, "a clean log is flushed to its end");
        IsDirty = false;
    }

    /// <summary>Gives lent buffers back, and where the log is clean all memory and files too; the next use loads it again.</summary>
    public void Unload()
    {
        _publisher.DropTail();
        if (_loaded is null || IsDirty || _flushing is not null || IsCompacting || Failure is not null)
            return;

        foreach (var segment in _loaded.Segments)
            segment.Close();
        (_loaded, _writer) = (null, null);
        _publisher.Unload(_context, _options, _state);
    }

    /// <summary>Forgets producers that wrote nothing for the time of the options. A log that is not in memory is not brought there for that.</summary>
    /// <returns>How many.</returns>
    public int ExpireProducers(DateTimeOffset now) => _loaded?.Producers.Expire(now - _options().Producers.Expiration) ?? 0;

    /// <summary>How often the log was cut.</summary>
    internal int Generation { get; private set; }

    /// <summary>True while a compaction is under way: the log stays in memory.</summary>
    internal bool IsCompacting { get; set; }

    /// <summary>What readers of the present view need, loaded if need be.</summary>
    internal LogContent Content => Load().ToContent(_publisher.Gate);

    /// <summary>Puts a compacted segment in the place of those it was made from. Durable on return.</summary>
    /// <param name="replacement">The new segment, complete.</param>
    /// <exception cref="LogDiskException">The disk failed; the log takes no more.</exception>
    internal void Replace(SegmentReplacement replacement)
    {
        LogFailedException.ThrowIf(Id, Failure);
        Change(() =>
        {
            NoteDurably(_state.LogStart, _state.RecoveryPoint);
            replacement.Run(_loaded!, _writer!, _publisher, _state.RecoveryPoint);
        });
        PublishContent();
    }

    /// <summary>The log's state, brought into memory if need be.</summary>
    internal LoadedLog Load()
    {
        if (_loaded is not null)
            return _loaded;

        var loaded = new LogLoader(_context, _options(), _state).Load();
        Adopt(loaded);
        return loaded;
    }

    private void Adopt(LoadedLog loaded)
    {
        loaded.Active.LoadIndexes(_state.LogEnd);
        _loaded = loaded;
        _writer = new LogWriter(loaded, _state.LogEnd);
        NoteBegun();
    }

    private void NoteBegun()
    {
        if (_begun != LeaderEpoch.None)
            _loaded!.Epochs.Assign(_begun, _state.LogEnd);
        _begun = LeaderEpoch.None;
        PublishContent();
    }

    private void Append(ReadOnlySpan<LogChunk> chunks)
    {
        _loaded!.Options = _options();
        try
        {
            Note();
            _writer!.Append(chunks);
        }
        catch (LogDiskException exception)
        {
            Failure = exception;
            _loaded.Producers.ForgetChecked();
            throw;
        }

        _publisher.Keep(chunks, _loaded.Options.TailBytesMax);
        if (_writer.ContentChanged)
            PublishContent();
        else
            Publish();
    }

    /// <summary>A change after which nothing is certain when the disk fails in it.</summary>
    private void Change(Action change)
    {
        try
        {
            change();
        }
        catch (LogDiskException exception)
        {
            Failure = exception;
            UnflushedMark.Leave(_context.Disk, _context.DirectoryOf(Id));
            throw;
        }
    }

    /// <summary>A change of files otherwise than by appending: old views get no more leases, and flushes under way count for nothing.</summary>
    private void ChangeFiles(Action<bool> change)
    {
        var inPlace = _publisher.CloseGate();
        Generation++;
        Change(() => change(inPlace));
        DurableOffset = Offset.Clamp(DurableOffset, _state.LogStart, _writer!.End);
        PublishContent();
    }

    private void Note()
    {
        if (!IsDirty)
            _context.Journal.Note(Id, _state.LogStart, _state.RecoveryPoint);
        IsDirty = true;
    }

    private void NoteDurably(Offset logStart, Offset recoveryPoint)
    {
        _context.Journal.Note(Id, logStart, recoveryPoint);
        _context.Journal.Flush();
        _state = _state.After(logStart, recoveryPoint);
        IsDirty = true;
    }

    private void PublishContent()
    {
        _writer!.ContentChanged = false;
        _state = _state.Of(_loaded!, _writer.End);
        _publisher.Publish(_loaded!, _state);
    }

    private void Publish()
    {
        if (_loaded is not null)
            _state = _state.Of(_loaded, _writer!.End);
        _publisher.Publish(_state);
    }
}
