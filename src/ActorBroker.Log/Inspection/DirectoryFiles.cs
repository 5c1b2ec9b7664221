using ActorBroker.Log.Directories;
using ActorBroker.Model;

namespace ActorBroker.Log.Inspection;

/// <summary>Checks the files at a log directory's top.</summary>
internal sealed class DirectoryFiles(Findings findings, string path)
{
    private LoadedCheckpoint _checkpoint = LoadedCheckpoint.Empty;
    private DirtyJournalContent? _journal;
    private DirectoryIdentity? _identity;

    /// <summary>Checks them, and gives what the checkpoint says of those logs that are clean.</summary>
    public Dictionary<PartitionId, ReplicaState> Verify()
    {
        findings.InspectState(PathOf(DirectoryIdentityFile.Name), isExpected: true, LoadIdentity);
        findings.InspectState(PathOf(ReplicaCheckpointFile.Name), isExpected: false, LoadCheckpoint);
        findings.InspectState(PathOf(DirtyJournal.Name), isExpected: _checkpoint.Replicas.Count > 0, LoadJournal);
        var isClean = VerifyCleanMark();

        var clean = new Dictionary<PartitionId, ReplicaState>();
        foreach (var replica in _checkpoint.Replicas)
        {
            if (isClean || _journal is { Condition: StateFileCondition.Sound } journal && !journal.Notes.ContainsKey(replica.Id))
                clean.Add(replica.Id, replica);
            if (clean.ContainsKey(replica.Id) && replica.LogEnd > Offset.Zero && !findings.Disk.DirectoryExists(PathOf(replica.Id.ToString())))
                findings.Inspect(PathOf(replica.Id.ToString()), file => file.Add(Missing(replica)));
        }

        return clean;
    }

    private static FileDefect Missing(in ReplicaState replica) =>
        new(0, "The replica's directory is missing.") { First = replica.LogStart, Next = replica.LogEnd };

    private (StateFileCondition Condition, int Entries) LoadIdentity()
    {
        _identity = DirectoryIdentityFile.Load(findings.Disk, path);
        return (_identity is null ? StateFileCondition.Missing : StateFileCondition.Sound, 1);
    }

    private (StateFileCondition Condition, int Entries) LoadCheckpoint()
    {
        var condition = ReplicaCheckpointFile.Load(findings.Disk, path, out _checkpoint);
        return (condition, _checkpoint.Replicas.Count);
    }

    private (StateFileCondition Condition, int Entries) LoadJournal()
    {
        _journal = DirtyJournalContent.Load(findings.Disk, path);
        return (_journal.Condition, _journal.Notes.Count);
    }

    /// <summary>A mark that does not fit counts as none; it is told, since a start then recovers logs.</summary>
    private bool VerifyCleanMark()
    {
        var mark = PathOf(CleanMark.Name);
        if (!findings.Disk.FileExists(mark))
            return false;

        var isPut = false;
        findings.InspectOpen(mark, (file, _) =>
        {
            isPut = _identity is { } identity && CleanMark.IsPut(findings.Disk, path, identity.Directory, _checkpoint.Checksum);
            if (!isPut)
                file.Add(0, "The mark is not this directory's, or not of this checkpoint.");
        });
        return isPut;
    }

    private string PathOf(string name) => $"{path}/{name}";
}
