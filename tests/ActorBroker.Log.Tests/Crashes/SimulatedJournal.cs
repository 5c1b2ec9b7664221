using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>
/// The journal and the checkpoint of a log directory, kept beside the disk: of every note it knows at which change of the disk it was made and at which it became durable.
/// </summary>
internal sealed class SimulatedJournal(MemoryDisk disk) : IReplicaJournal
{
    private readonly List<Entry> _entries = [];

    public void Note(PartitionId id, Offset logStart, Offset recoveryPoint) =>
        _entries.Add(new Entry(id, disk.ChangeCount, null, logStart, recoveryPoint, null));

    public void Flush()
    {
        for (var index = _entries.Count - 1; index >= 0 && _entries[index].DurableAt is null; index--)
            _entries[index] = _entries[index] with { DurableAt = disk.ChangeCount };
    }

    /// <summary>A checkpoint that says this became durable; when the log was clean, its notes go.</summary>
    public void Checkpoint(ReplicaState state) =>
        _entries.Add(new Entry(state.Id, disk.ChangeCount, disk.ChangeCount, state.LogStart, state.RecoveryPoint, state));

    /// <summary>What a start after a crash at this change knows, and whether the log counts as clean.</summary>
    /// <param name="change">After which change the crash came.</param>
    /// <param name="id">The log.</param>
    /// <param name="crash">What kind.</param>
    /// <param name="random">Decides which notes that were not durable survive a power loss.</param>
    /// <param name="trustsClean">True to believe the checkpoint alone, as a mistake would.</param>
    public (ReplicaState Known, bool IsClean) At(int change, PartitionId id, DiskCrash crash, Random random, bool trustsClean = false)
    {
        var known = ReplicaState.New(id);
        var isClean = true;
        foreach (var entry in _entries.Where(entry => entry.Id == id))
        {
            if (entry.MadeAt > change)
                break;
            if (entry.State is { } state)
                (known, isClean) = (state, trustsClean || state.RecoveryPoint == state.LogEnd);
            else if (trustsClean)
                continue;
            else if (crash == DiskCrash.ProcessKill || entry.DurableAt <= change || random.Next(2) == 0)
                (known, isClean) = (known.After(entry.LogStart, entry.RecoveryPoint), false);
        }

        return (known, isClean);
    }

    private readonly record struct Entry(PartitionId Id, int MadeAt, int? DurableAt, Offset LogStart, Offset RecoveryPoint, ReplicaState? State);
}
