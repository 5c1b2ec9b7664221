using ActorBroker.Model;

namespace ActorBroker.Log.Repair;

/// <summary>What is to be done with the files of one replica.</summary>
internal sealed class ReplicaPlan(PartitionId id, ReplicaState? known, bool needsRecovery)
{
    public PartitionId Id => id;

    /// <summary>Its bounds, by checkpoint and journal; null when nothing is known.</summary>
    public ReplicaState? Known => known;

    /// <summary>True when the next start recovers it anyway.</summary>
    public bool NeedsRecovery => needsRecovery;

    /// <summary>True when nothing of it is touched.</summary>
    public bool IsLeft { get; set; }

    /// <summary>True when records are missing from now on, and are no damage.</summary>
    public bool HasGaps { get; set; }

    /// <summary>The segments, by base offset, that lose their damaged batches: where those bytes begin and how many they are, in order.</summary>
    public Dictionary<Offset, List<(long Position, long Bytes)>> SegmentsToSalvage { get; } = [];

    /// <summary>The segments, by base offset, whose offset and time index are made again.</summary>
    public HashSet<Offset> IndexesToRemake { get; } = [];

    /// <summary>The segments, by base offset, whose index of aborted transactions is made again.</summary>
    public HashSet<Offset> TransactionsToRemake { get; } = [];

    /// <summary>Names of files that go.</summary>
    public HashSet<string> FilesToRemove { get; } = [];
}
