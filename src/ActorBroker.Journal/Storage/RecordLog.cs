using ActorBroker.Log;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Flushing;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Storage;

/// <summary>
/// A plugin's log at work. Requests stage records in turns; at the end of a turn all of them are appended with one write, and one flush serves every turn
/// that ended before it began. Reads that come while a pass of reads is under way are served by the next one together.
/// </summary>
/// <remarks>Owned by the plugin. After a failed write or flush it takes no more, and everybody is told so.</remarks>
internal sealed class RecordLog
{
    private const int StagedBytesMax = 4 * 1024 * 1024;

    private static readonly LeaderEpoch Epoch = new(0);

    private readonly OpenedLog _opened;
    private readonly ILogIndex _index;
    private readonly PartitionLog _log;
    private readonly LogSchedule _schedule;
    private readonly CommitQueue _commits;
    private readonly LogUpkeep _upkeep;
    private readonly BatchStage _stage;
    private readonly LogBlocks _blocks;
    private readonly Queue<List<Action<Exception?>>> _turns = [];
    private List<Action<Exception?>> _turn = [];
    private List<LogRead> _reads = [];
    private Exception? _appendFailure;
    private bool _isReading;
    private bool _isClosed;

    /// <param name="opened">The directory and the log; this one's from now on.</param>
    /// <param name="index">What is known of the log's records.</param>
    /// <param name="settings">The plugin's.</param>
    /// <param name="schedule">The executor and the way back.</param>
    /// <param name="random">Seeds compactions.</param>
    public RecordLog(OpenedLog opened, ILogIndex index, RecordLogSettings settings, LogSchedule schedule, Random random)
    {
        _opened = opened;
        _index = index;
        _log = opened.Log;
        _schedule = schedule;
        _commits = new CommitQueue(_log, new Flusher(schedule.Executor, 1), schedule.ToOwner);
        _upkeep = new LogUpkeep(opened, _commits, index, settings, schedule, random);
        _stage = new BatchStage(settings.BatchBytes);
        WriteBytesMax = settings.WriteBytesMax;
        _blocks = new LogBlocks(_log);
        LastRead = schedule.Now;
    }

    /// <summary>The most bytes that one unit may take.</summary>
    public int WriteBytesMax { get; }

    /// <summary>What failed first, so that nothing more is taken; null while nothing did.</summary>
    public Exception? Failure => _appendFailure ?? _log.Failure;

    /// <summary>When something was read last; when the log was opened, to begin with.</summary>
    public DateTimeOffset LastRead { get; private set; }

    /// <summary>Bytes of blocks in memory; 0 while a pass uses them.</summary>
    public long CachedBytes => _isReading ? 0 : _opened.Cache.Bytes;

    /// <summary>The time.</summary>
    public DateTimeOffset Now => _schedule.Now;

    /// <summary>What went wrong in the last round of upkeep; null when nothing did.</summary>
    public Exception? UpkeepFailure => _upkeep.LastFailure;

    /// <summary>Begins a unit of records that are there all or not at all: see <see cref="BatchStage.BeginUnit"/>.</summary>
    public void BeginUnit(int bytes)
    {
        if (_stage.Bytes > StagedBytesMax)
            AppendStaged();
        _stage.BeginUnit(bytes);
    }

    /// <summary>Adds a record to the present unit and gives its offset; it is written at the end of the turn.</summary>
    public long Stage(long timestamp, ReadOnlySpan<byte> key, NullableBytes value)
    {
        var offset = _log.State.LogEnd.Value + _stage.Count;
        _stage.Add(timestamp, key, value);
        return offset;
    }

    /// <summary>True when the record at an offset cannot be lost any more.</summary>
    public bool IsDurable(long offset) => offset < _log.DurableOffset.Value;

    /// <summary>Calls <paramref name="told"/> once all that was staged before is durable, with null, or with the failure. Not within this call.</summary>
    public void WhenDurable(Action<Exception?> told) => _turn.Add(told);

    /// <summary>Ends a turn: appends what was staged, and has it flushed if somebody wants to know.</summary>
    public void EndTurn()
    {
        AppendStaged();
        BeginPass();
        if (_turn.Count == 0)
            return;

        _turns.Enqueue(_turn);
        _turn = [];
        if (Failure is { } failure)
            TellAll(failure);
        else
            _commits.WhenDurable(_log.State.LogEnd, OnDurable);
    }

    /// <summary>Has records read, together with what others want read until the turn ends.</summary>
    public void Submit(LogRead read) => _reads.Add(read);

    /// <summary>Gives the memory of blocks back that were read, unless a pass uses them.</summary>
    public void DropCache()
    {
        if (!_isReading)
            _opened.Cache.Clear();
    }

    /// <summary>Tells all who wait that they wait in vain. The log is then closed by <see cref="Free"/>.</summary>
    public void Close(Exception reason)
    {
        _isClosed = true;
        _stage.Clear();
        _turns.Enqueue(_turn);
        _turn = [];
        TellAll(reason);
        foreach (var read in _reads)
            read.OnEnd(reason);
        _reads = [];
    }

    /// <summary>
    /// Frees the directory when nothing is under way any more. Where no flush was cut short, the log is flushed and the next start finds it clean; otherwise
    /// that start is one after a crash.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed; the directory is free, and the next start is one after a crash.</exception>
    public void Free()
    {
        var directory = _opened.Directory;
        if (Failure is not null || _commits.IsFlushing || _upkeep.IsUnderWay)
        {
            directory.Dispose();
            return;
        }

        try
        {
            Settle(directory);
        }
        catch (LogDiskException)
        {
            directory.Dispose();
            throw;
        }

        directory.Stop();
    }

    private void Settle(LogDirectory directory)
    {
        if (_log.PrepareFlush(checkpoint: true) is { } ticket)
        {
            ticket.Run();
            _log.CompleteFlush(ticket, null);
            _index.ToLedger().Save(directory.Files.Disk, directory.Path);
        }

        directory.CloseLog(_log);
    }

    private void AppendStaged()
    {
        if (_stage.Count == 0)
            return;

        var bytes = _stage.Bytes;
        try
        {
            if (Failure is null)
                _log.AppendAsLeader(_stage.ToChunks(), Epoch);
        }
        catch (LogDiskException exception)
        {
            // Also where the log itself could go on, because it failed before it wrote: the index has what is not in the log.
            _appendFailure = exception;
        }
        finally
        {
            _stage.Clear();
        }

        if (Failure is null)
            _upkeep.OnAppended(bytes);
    }

    private void OnDurable(Exception? failure)
    {
        if (_isClosed)
            return;

        if ((failure ?? Failure) is { } cause)
        {
            TellAll(cause);
            return;
        }

        _log.SetHighWatermark(_log.DurableOffset);
        Tell(_turns.Dequeue(), null);
        BeginPass();
        _upkeep.BeginIfDue();
    }

    private void TellAll(Exception failure)
    {
        while (_turns.TryDequeue(out var turn))
            Tell(turn, failure);
    }

    private static void Tell(List<Action<Exception?>> turn, Exception? failure)
    {
        foreach (var told in turn)
            told(failure);
    }

    private void BeginPass()
    {
        if (_isReading || _reads.Count == 0 || _isClosed)
            return;

        _isReading = true;
        var pass = new ReadPass(_reads, _blocks, _opened.Cache);
        _reads = [];
        _schedule.Run(pass.Run, OnPassEnded);
    }

    private void OnPassEnded(Exception? failure)
    {
        Invariant.Holds(failure is null, "a pass of reads tells its failures to the reads");
        _isReading = false;
        LastRead = _schedule.Now;
        BeginPass();
    }
}
