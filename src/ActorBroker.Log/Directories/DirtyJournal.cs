using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// The logs of one log directory that may differ from its checkpoint: after a crash these are recovered, and no others. A log is noted
/// before its first change, and the journal is flushed before any flush of that log is reported durable, and before anything of it is
/// destroyed. So appends wait for no flush of the journal.
/// </summary>
/// <remarks>
/// Threading: any thread. <see cref="Note"/> and <see cref="Flush"/> run side by side; <see cref="Rewrite"/> makes both wait until it ends.
/// After a failed flush the journal refuses all further calls: nobody can tell what is durable.
/// The file <c>dirty</c> grows by 44 bytes with each note until it is rewritten; what it holds after a stop is read by
/// <see cref="DirtyJournalContent.Load"/>.
/// </remarks>
public sealed class DirtyJournal : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string Name = "dirty";

    private readonly ILogDisk _disk;
    private readonly string _path;
    private readonly Lock _flushing = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<PartitionId, (DirtyNote Note, long Ticket)> _notes = [];
    private ILogFile _file;
    private long _generation;
    private long _ticket;
    private int _writtenCount;
    private int _durableCount;
    private LogDiskException? _failure;

    private DirtyJournal(ILogDisk disk, string path, long generation, IReadOnlyDictionary<PartitionId, DirtyNote> notes)
    {
        _disk = disk;
        _path = path;
        foreach (var (partition, note) in notes)
            _notes.Add(partition, (note, 0));
        _file = Replace(generation);
    }

    /// <summary>How many logs are named.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _notes.Count;
        }
    }

    /// <summary>A number that rises with every <see cref="Note"/>, so that <see cref="Rewrite"/> knows which notes came after what it is told.</summary>
    public long Ticket => Volatile.Read(ref _ticket);

    /// <summary>What failed first; null while nothing did.</summary>
    public LogDiskException? Failure
    {
        get
        {
            lock (_gate)
                return _failure;
        }
    }

    /// <summary>Replaces what is there by a journal with <paramref name="notes"/>; returns once that is durable.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="directory">The log directory.</param>
    /// <param name="previous">The generation of the file that was there; 0 for none.</param>
    /// <param name="notes">The logs that are dirty from the start: those that a crash left, until they are recovered.</param>
    /// <exception cref="LogDiskException">The disk failed; the file is the old or the new one.</exception>
    public static DirtyJournal Create(
        ILogDisk disk, string directory, long previous, IReadOnlyDictionary<PartitionId, DirtyNote> notes) =>
        new(disk, $"{directory}/{Name}", previous + 1, notes);

    /// <summary>
    /// Says what holds of a log from now on, in place of what was said before: written when this returns, durable after the next
    /// <see cref="Flush"/>. To say the same again costs no write.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed; the log must not change.</exception>
    public void Note(PartitionId partition, DirtyNote note)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            if (!_notes.TryGetValue(partition, out var known) || known.Note != note)
                Append(partition, note);
            _notes[partition] = (note, _ticket + 1);
            Volatile.Write(ref _ticket, _ticket + 1);
        }
    }

    /// <summary>Returns once all notes made before the call are durable. Costs nothing when they are already.</summary>
    /// <exception cref="LogDiskException">The disk failed, now or in an earlier flush.</exception>
    public void Flush()
    {
        lock (_flushing)
        {
            int written;
            lock (_gate)
            {
                ThrowIfFailed();
                written = _writtenCount;
                if (written == _durableCount)
                    return;
            }

            Guard(_file.Flush);
            lock (_gate)
                _durableCount = written;
        }
    }

    /// <summary>
    /// Writes the journal anew, without the logs that the durable checkpoint describes wholly, and with newer bounds of others; returns once
    /// that is durable. A log that was noted after its settlement stays as it was noted.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed, now or in an earlier flush; the file says what it said or what it should.</exception>
    public void Rewrite(IEnumerable<DirtySettlement> settlements)
    {
        lock (_flushing)
        {
            lock (_gate)
            {
                ThrowIfFailed();
                foreach (var settlement in settlements)
                    Settle(settlement);
                var old = _file;
                Guard(() => _file = Replace(_generation + 1));
                old.Dispose();
            }
        }
    }

    /// <summary>Closes the file; flushes nothing.</summary>
    public void Dispose() => _file.Dispose();

    private void Append(PartitionId partition, DirtyNote note)
    {
        // A write that fails half leaves its place to the next; what is torn there was never flushed.
        Span<byte> record = stackalloc byte[DirtyJournalFormat.RecordBytes];
        DirtyJournalFormat.WriteRecord(record, _generation, _writtenCount, partition, note, _durableCount);
        _file.Write(DirtyJournalFormat.PositionOf(_writtenCount), record);
        _writtenCount++;
    }

    private void Settle(DirtySettlement settlement)
    {
        if (!_notes.TryGetValue(settlement.Partition, out var known) || known.Ticket > settlement.Ticket)
            return;

        if (settlement.Note is { } note)
            _notes[settlement.Partition] = (note, known.Ticket);
        else
            _notes.Remove(settlement.Partition);
    }

    private ILogFile Replace(long generation)
    {
        var content = new byte[DirtyJournalFormat.PositionOf(_notes.Count)];
        DirtyJournalFormat.WriteHeader(content, generation);
        var number = 0;
        foreach (var (partition, (note, _)) in _notes)
        {
            var record = content.AsSpan((int)DirtyJournalFormat.PositionOf(number));
            DirtyJournalFormat.WriteRecord(record, generation, number, partition, note, _notes.Count);
            number++;
        }

        AtomicFile.Replace(_disk, _path, content);
        (_generation, _writtenCount, _durableCount) = (generation, number, number);
        return _disk.Open(_path, LogFileMode.Existing);
    }

    private void Guard(Action flush)
    {
        try
        {
            flush();
        }
        catch (LogDiskException failure)
        {
            lock (_gate)
                _failure = failure;
            throw;
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
            throw new LogDiskException(failure.Operation, failure.Path, failure.Error, "an earlier flush failed", failure);
    }
}
