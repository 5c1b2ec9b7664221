using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Inspection;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Repair;

/// <summary>Decides what to do about each defect that a verification found. Changes nothing.</summary>
internal sealed class RepairPlan
{
    private readonly ILogDisk _disk;
    private readonly string _path;
    private readonly bool _dropDamaged;
    private readonly Dictionary<PartitionId, ReplicaPlan> _replicas = [];
    private readonly List<RepairStep> _steps = [];

    public RepairPlan(ILogDisk disk, string path, Guid directoryId, bool dropDamaged)
    {
        (_disk, _path, _dropDamaged) = (disk, path, dropDamaged);
        Inventory = DirectoryInventory.Take(disk, path, directoryId);
        Found = new LogVerifier(disk).VerifyLogDirectory(path);
        foreach (var file in Found.Files)
        {
            if (file.DefectCount > 0)
                Add(file);
        }

        LeaveWhatSharesALogWithLostRecords();
    }

    /// <summary>What was found.</summary>
    public InspectionReport Found { get; }

    /// <summary>What is known of the replicas.</summary>
    public DirectoryInventory Inventory { get; }

    /// <summary>What is to be done, in the order of the files.</summary>
    public IReadOnlyList<RepairStep> Steps => _steps;

    /// <summary>The replicas with defects.</summary>
    public IReadOnlyCollection<ReplicaPlan> Replicas => _replicas.Values;

    /// <summary>True when the replica is not to be touched.</summary>
    public bool IsLeft(PartitionId id) => _replicas.TryGetValue(id, out var replica) && replica.IsLeft;

    /// <summary>What the journal says while files change: what it said, and each log that is to be mended.</summary>
    public Dictionary<PartitionId, DirtyNote> Notes()
    {
        var notes = Inventory.NotesToCarryOver();
        foreach (var replica in _replicas.Values)
        {
            if (!replica.IsLeft && replica.Known is { } known)
                notes[replica.Id] = new DirtyNote(known.LogStart, known.RecoveryPoint);
        }

        return notes;
    }

    private void Add(InspectedFile file)
    {
        var rest = file.Path[(_path.Length + 1)..];
        var cut = rest.IndexOf('/', StringComparison.Ordinal);
        if (!PartitionId.TryParse(cut < 0 ? rest : rest[..cut], out var id))
            AddOfDirectory(file);
        else if (cut < 0)
            AddDamage(PlanOf(id), file, null);
        else
            AddOfReplica(PlanOf(id), file, rest[(cut + 1)..]);
    }

    private ReplicaPlan PlanOf(PartitionId id)
    {
        if (_replicas.TryGetValue(id, out var plan))
            return plan;

        Inventory.Replicas.TryGetValue(id, out var slot);
        plan = new ReplicaPlan(id, slot?.Known, slot?.NeedsRecovery ?? true);
        _replicas.Add(id, plan);
        return plan;
    }

    /// <summary>Checkpoint, journal and mark are written anew when the directory is closed.</summary>
    private void AddOfDirectory(InspectedFile file) =>
        AddStep(file, file.Path.EndsWith($"/{CleanMark.Name}", StringComparison.Ordinal) ? RepairAction.Remove : RepairAction.Remake);

    private void AddOfReplica(ReplicaPlan plan, InspectedFile file, string name)
    {
        if (!SegmentFileName.TryParse(name, out var parsed) || parsed is not { } segment)
        {
            if (name is AbortedCountsFile.Name or CompactionCheckpointFile.Name)
                plan.FilesToRemove.Add(name);
            AddStep(file, name == CompactionCheckpointFile.Name ? RepairAction.Remove : RepairAction.Remake);
            return;
        }

        switch (segment.Kind)
        {
            case SegmentFileName.Log:
                AddDamage(plan, file, segment.BaseOffset);
                break;
            case SegmentFileName.TransactionIndex:
                plan.TransactionsToRemake.Add(segment.BaseOffset);
                AddStep(file, RepairAction.Remake);
                break;
            case SegmentFileName.Snapshot:
                plan.FilesToRemove.Add(name);
                AddStep(file, RepairAction.Remake);
                break;
            default:
                plan.IndexesToRemake.Add(segment.BaseOffset);
                AddStep(file, RepairAction.Remake);
                break;
        }
    }

    private void AddDamage(ReplicaPlan plan, InspectedFile file, Offset? segment)
    {
        foreach (var defect in file.Defects)
        {
            if (segment is { } at && IsTornTail(plan, file, defect, at))
                AddStep(file, defect, RepairAction.Cut);
            else if (defect.First == Offset.None || file.DefectCount > file.Defects.Count)
                Leave(plan, file, defect, $"{defect.Sentence} There is no remedy but another copy of the file.");
            else if (!_dropDamaged)
                Leave(plan, file, defect, $"{defect.Sentence} These records had been flushed: only --drop-damaged gives them up.");
            else
                Drop(plan, file, defect, segment);
        }
    }

    /// <summary>
    /// True for what no flush is known to have covered: a start cuts it off. Of a log of which nothing is known, only what reaches to the end of its last file.
    /// </summary>
    private bool IsTornTail(ReplicaPlan plan, InspectedFile file, FileDefect defect, Offset segment)
    {
        if (!plan.NeedsRecovery || defect.First == Offset.None || defect.Bytes == 0)
            return false;
        if (plan.Known is { } known)
            return defect.First >= known.RecoveryPoint;
        return defect.Position + defect.Bytes == file.Bytes && SegmentListing.Of(_disk, $"{_path}/{plan.Id}").Logs[^1].BaseOffset == segment;
    }

    private void Leave(ReplicaPlan plan, InspectedFile file, FileDefect defect, string sentence)
    {
        plan.IsLeft = true;
        AddStep(file, defect with { Sentence = sentence }, RepairAction.Leave);
    }

    private void Drop(ReplicaPlan plan, InspectedFile file, FileDefect defect, Offset? segment)
    {
        plan.HasGaps = true;
        if (segment is { } at && defect.Bytes > 0)
        {
            if (!plan.SegmentsToSalvage.TryGetValue(at, out var damaged))
                plan.SegmentsToSalvage.Add(at, damaged = []);
            damaged.Add((defect.Position, defect.Bytes));
        }

        AddStep(file, defect, RepairAction.Drop);
    }

    private void AddStep(InspectedFile file, RepairAction action) =>
        _steps.Add(new RepairStep(file.Path, action, file.Defects[0].Sentence));

    private void AddStep(InspectedFile file, FileDefect defect, RepairAction action) => _steps.Add(new RepairStep(file.Path, action, defect.Sentence)
    {
        Position = defect.Position,
        Bytes = defect.Bytes,
        First = defect.First,
        Next = defect.Next,
    });

    private void LeaveWhatSharesALogWithLostRecords()
    {
        for (var index = 0; index < _steps.Count; index++)
        {
            var step = _steps[index];
            var isShared = _replicas.Values.Any(replica => replica.IsLeft && step.Path.StartsWith($"{_path}/{replica.Id}/", StringComparison.Ordinal));
            if (isShared && step.Action != RepairAction.Leave)
                _steps[index] = step with { Action = RepairAction.Leave, Sentence = $"{step.Sentence} It is mended with the records of this log." };
        }
    }
}
