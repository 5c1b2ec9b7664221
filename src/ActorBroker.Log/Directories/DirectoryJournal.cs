using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// The journal of one log directory as its logs see it. After a clean stop it begins with the first note: the mark of the clean stop goes
/// first, and durably, so that no start ever believes a mark that is older than a change.
/// </summary>
/// <remarks>Any thread.</remarks>
internal sealed class DirectoryJournal(ILogDisk disk, string path, long previousGeneration) : IReplicaJournal, IDisposable
{
    private static readonly Dictionary<PartitionId, DirtyNote> NoNotes = [];

    private readonly Lock _gate = new();
    private DirtyJournal? _journal;

    /// <summary>False while nothing was noted since a clean stop.</summary>
    public bool HasBegun => Volatile.Read(ref _journal) is not null;

    /// <summary>See <see cref="DirtyJournal.Ticket"/>; 0 before the first note.</summary>
    public long Ticket => Volatile.Read(ref _journal)?.Ticket ?? 0;

    /// <summary>See <see cref="DirtyJournal.Count"/>.</summary>
    public int Count => Volatile.Read(ref _journal)?.Count ?? 0;

    /// <summary>See <see cref="DirtyJournal.Failure"/>.</summary>
    public LogDiskException? Failure => Volatile.Read(ref _journal)?.Failure;

    /// <summary>Begins without a note, unless the journal has begun.</summary>
    /// <exception cref="LogDiskException">The disk failed; nothing may be changed.</exception>
    public void Begin() => Begin(NoNotes);

    /// <summary>Begins with these notes, unless the journal has begun; returns once that is durable, and the clean mark is gone.</summary>
    /// <exception cref="LogDiskException">The disk failed; nothing may be changed.</exception>
    public DirtyJournal Begin(IReadOnlyDictionary<PartitionId, DirtyNote> notes)
    {
        if (Volatile.Read(ref _journal) is { } begun)
            return begun;

        lock (_gate)
        {
            if (_journal is null)
            {
                CleanMark.Remove(disk, path);
                Volatile.Write(ref _journal, DirtyJournal.Create(disk, path, previousGeneration, notes));
            }

            return _journal;
        }
    }

    /// <inheritdoc />
    public void Note(PartitionId id, Offset logStart, Offset recoveryPoint) => Note(id, new DirtyNote(logStart, recoveryPoint));

    /// <summary>See <see cref="DirtyJournal.Note"/>.</summary>
    public void Note(PartitionId id, DirtyNote note) => Begin(NoNotes).Note(id, note);

    /// <inheritdoc />
    public void Flush() => Volatile.Read(ref _journal)?.Flush();

    /// <summary>See <see cref="DirtyJournal.Rewrite"/>.</summary>
    public void Rewrite(IEnumerable<DirtySettlement> settlements) => Begin(NoNotes).Rewrite(settlements);

    /// <inheritdoc />
    public void Dispose() => _journal?.Dispose();
}
