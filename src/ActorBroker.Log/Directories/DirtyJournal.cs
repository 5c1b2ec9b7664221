using System.Diagnostics.CodeAnalysis;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// The logs of one log directory that may differ from its checkpoint: after a crash these are recovered, and no others. A log is added
/// before its first append, and the journal is flushed before any flush of that log is reported durable, and before anything of it is
/// destroyed. So appends wait for no flush of the journal.
/// </summary>
/// <remarks>
/// Threading: any thread. <see cref="Add"/> and <see cref="Flush"/> run side by side; <see cref="Forget"/> makes both wait until it ends.
/// After a failed flush the journal refuses all further calls: nobody can tell what is durable.
/// What the file <c>dirty</c> holds after a stop is read by <see cref="DirtyJournalContent.Load"/>.
/// </remarks>
public sealed class DirtyJournal : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string Name = "dirty";

    private readonly ILogDisk _disk;
    private readonly string _path;
    private readonly Lock _flushing = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<PartitionId, long> _tickets = [];
    private ILogFile _file;
    private long _generation;
    private long _ticket;
    private int _writtenCount;
    private int _durableCount;
    private LogDiskException? _failure;

    private DirtyJournal(ILogDisk disk, string path, long generation, IReadOnlyCollection<PartitionId> dirty)
    {
        _disk = disk;
        _path = path;
        foreach (var partition in dirty)
            _tickets.TryAdd(partition, 0);
        _file = Replace(generation);
    }

    /// <summary>How many logs are named.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _tickets.Count;
        }
    }

    /// <summary>A number that rises with every <see cref="Add"/>: what was added up to now, for <see cref="Forget"/>.</summary>
    public long Ticket
    {
        get
        {
            lock (_gate)
                return _ticket;
        }
    }

    /// <summary>Replaces what is there by a journal that names <paramref name="dirty"/>; returns once that is durable.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="directory">The log directory.</param>
    /// <param name="previous">The generation of the file that was there; 0 for none.</param>
    /// <param name="dirty">The logs that are dirty from the start: those that a crash left, until they are recovered.</param>
    /// <exception cref="LogDiskException">The disk failed; the file is the old or the new one.</exception>
    public static DirtyJournal Create(ILogDisk disk, string directory, long previous, IReadOnlyCollection<PartitionId> dirty) =>
        new(disk, $"{directory}/{Name}", previous + 1, dirty);

    /// <summary>
    /// Names a log, at each turn from clean to dirty: written when this returns, durable after the next <see cref="Flush"/>.
    /// A log that is named already costs no write, but is kept by a <see cref="Forget"/> that began before.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed; the log must not be written to.</exception>
    public void Add(PartitionId partition)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            if (!_tickets.ContainsKey(partition))
            {
                // A write that fails half leaves its place to the next; what is torn there was never flushed.
                Span<byte> record = stackalloc byte[DirtyJournalFormat.RecordBytes];
                DirtyJournalFormat.WriteRecord(record, _generation, _writtenCount, partition, _durableCount);
                _file.Write(DirtyJournalFormat.PositionOf(_writtenCount), record);
                _writtenCount++;
            }

            _tickets[partition] = ++_ticket;
        }
    }

    /// <summary>Returns once all logs added before the call are durably named. Costs nothing when they are already.</summary>
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
    /// Forgets logs that the durable checkpoint describes wholly, by writing the journal anew; returns once that is durable.
    /// </summary>
    /// <param name="clean">The logs that were clean when the checkpoint took their numbers.</param>
    /// <param name="ticket">What <see cref="Ticket"/> was before: a log added since is dirty again, and stays.</param>
    /// <exception cref="LogDiskException">The disk failed, now or in an earlier flush; the file names what it named or what it should.</exception>
    public void Forget(IEnumerable<PartitionId> clean, long ticket)
    {
        lock (_flushing)
        {
            lock (_gate)
            {
                ThrowIfFailed();
                foreach (var partition in clean)
                {
                    if (_tickets.TryGetValue(partition, out var added) && added <= ticket)
                        _tickets.Remove(partition);
                }

                var old = _file;
                Guard(() => _file = Replace(_generation + 1));
                old.Dispose();
            }
        }
    }

    /// <summary>Closes the file; flushes nothing.</summary>
    public void Dispose() => _file.Dispose();

    private ILogFile Replace(long generation)
    {
        var content = new byte[DirtyJournalFormat.PositionOf(_tickets.Count)];
        DirtyJournalFormat.WriteHeader(content, generation);
        var number = 0;
        foreach (var partition in _tickets.Keys)
        {
            var record = content.AsSpan((int)DirtyJournalFormat.PositionOf(number));
            DirtyJournalFormat.WriteRecord(record, generation, number, partition, _tickets.Count);
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
        if (_failure is not null)
            Throw(_failure);
    }

    [DoesNotReturn]
    private static void Throw(LogDiskException failure) =>
        throw new LogDiskException(failure.Operation, failure.Path, failure.Error, "an earlier flush failed", failure);
}
