using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// What a start finds in a log directory, and what is to be believed of it:
/// <list type="bullet">
/// <item>After a clean stop every log is as the checkpoint has it.</item>
/// <item>After any other, a log that the journal names is recovered within the bounds given there; one that it does not name is as the
/// checkpoint has it: what lies behind that end was never reported durable.</item>
/// <item>A directory that neither knows is scanned from its first byte; so is every log when checkpoint and journal are lost.</item>
/// <item>A log whose directory is missing, though the checkpoint says that it holds records, is recovered too, which finds all of it damaged.</item>
/// </list>
/// Reads names and small files only.
/// </summary>
internal sealed class DirectoryInventory
{
    private readonly Dictionary<PartitionId, ReplicaState> _checkpointed = [];
    private readonly HashSet<PartitionId> _present = [];
    private readonly DirtyJournalContent _journal;

    private DirectoryInventory(ILogDisk disk, string path, Guid directoryId)
    {
        var condition = ReplicaCheckpointFile.Load(disk, path, out var checkpoint);
        foreach (var replica in checkpoint.Replicas)
            _checkpointed.Add(replica.Id, replica);
        WasClean = condition == StateFileCondition.Sound && CleanMark.IsPut(disk, path, directoryId, checkpoint.Checksum);
        _journal = DirtyJournalContent.Load(disk, path);
        AddUnusable(condition, hasMark: disk.FileExists($"{path}/{CleanMark.Name}"));
        AddNames(disk.List(path));
        AddReplicas();
    }

    /// <summary>True when the mark of a clean stop counts.</summary>
    public bool WasClean { get; }

    /// <summary>The replicas that are there or should be.</summary>
    public Dictionary<PartitionId, ReplicaSlot> Replicas { get; } = [];

    /// <summary>Replicas whose deletion was noted since the checkpoint.</summary>
    public List<PartitionId> Deleted { get; } = [];

    /// <summary>Those of the deleted whose directories still have their names.</summary>
    public List<PartitionId> HalfDeleted => Deleted.FindAll(_present.Contains);

    /// <summary>Names in the directory that are nothing of ours.</summary>
    public List<string> Strays { get; } = [];

    /// <summary>Files at the directory's top that should say how its logs are, and do not: they are damaged, or gone.</summary>
    public List<string> Unusable { get; } = [];

    /// <summary>The journal's generation; 0 for none.</summary>
    public long JournalGeneration => _journal.Generation;

    public static DirectoryInventory Take(ILogDisk disk, string path, Guid directoryId) => new(disk, path, directoryId);

    /// <summary>True when a directory without identity is in use: it holds replicas or a checkpoint.</summary>
    public static bool IsInUse(ILogDisk disk, string path) =>
        disk.List(path).Any(entry => entry.Name == ReplicaCheckpointFile.Name || PartitionId.TryParse(entry.Name, out _));

    /// <summary>What the journal of this run begins with: the logs that are still to be recovered, as far as their bounds are known, and the deleted ones.</summary>
    public Dictionary<PartitionId, DirtyNote> NotesToCarryOver()
    {
        var notes = Deleted.ToDictionary(id => id, _ => DirtyNote.Deleted);
        foreach (var (id, slot) in Replicas)
        {
            if (slot is { NeedsRecovery: true, Known: { } known })
                notes.Add(id, new DirtyNote(known.LogStart, known.RecoveryPoint));
        }

        return notes;
    }

    /// <summary>A crash leaves none of this: it tears neither of the files so, and the mark of a clean stop comes last.</summary>
    private void AddUnusable(StateFileCondition checkpoint, bool hasMark)
    {
        if (checkpoint == StateFileCondition.Damaged || (checkpoint == StateFileCondition.Missing && hasMark))
            Unusable.Add(ReplicaCheckpointFile.Name);
        else if (hasMark && !WasClean)
            Unusable.Add(CleanMark.Name);
        if (!WasClean && (_journal.Condition == StateFileCondition.Damaged || _journal.HasFlippedBit || (_journal.Condition == StateFileCondition.Missing && _checkpointed.Count > 0)))
            Unusable.Add(DirtyJournal.Name);
    }

    private void AddNames(IReadOnlyList<LogDiskEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.IsDirectory && PartitionId.TryParse(entry.Name, out var id))
                _present.Add(id);
            else if (!IsOurs(entry))
                Strays.Add(entry.Name);
        }
    }

    private static bool IsOurs(LogDiskEntry entry)
    {
        if (entry.IsDirectory)
            return ReplicaName.IsDeleted(entry.Name);

        var name = entry.Name.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal)
            ? entry.Name[..^AtomicFile.TemporarySuffix.Length]
            : entry.Name;
        return name is DirectoryIdentityFile.Name or ReplicaCheckpointFile.Name or CleanMark.Name or DirtyJournal.Name
            or LogDirectory.LockName;
    }

    private void AddReplicas()
    {
        foreach (var id in _present.Union(_checkpointed.Keys).Union(_journal.Notes.Keys))
        {
            var isNoted = !WasClean && _journal.Notes.ContainsKey(id);
            if (isNoted && _journal.Notes[id] == DirtyNote.Deleted)
                Deleted.Add(id);
            else if (isNoted || _present.Contains(id) || _checkpointed.ContainsKey(id))
                Replicas.Add(id, SlotOf(id, isNoted));
        }
    }

    private ReplicaSlot SlotOf(PartitionId id, bool isNoted)
    {
        ReplicaState? state = _checkpointed.TryGetValue(id, out var checkpointed) ? checkpointed : null;
        var known = isNoted ? Known(state ?? ReplicaState.New(id), _journal.Notes[id]) : state;
        var mayBeDirty = isNoted || (!WasClean && (_journal.Condition != StateFileCondition.Sound || _journal.HasFlippedBit));
        var isMissing = state is { } expected && expected.LogEnd > Offset.Zero && !_present.Contains(id);
        var needsRecovery = mayBeDirty || isMissing || state is null;
        return new ReplicaSlot(id) { State = state, Known = known, NeedsRecovery = needsRecovery, IsClean = !needsRecovery };
    }

    private static ReplicaState Known(ReplicaState state, DirtyNote note)
    {
        var known = state.After(note.LogStart, note.RecoveryPoint);

        // A flush that raised the recovery point since the checkpoint may have been the first one with producers.
        return known with { HasProducers = known.HasProducers || note.RecoveryPoint > state.RecoveryPoint };
    }
}
