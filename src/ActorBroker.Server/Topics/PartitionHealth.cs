using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Topics;

/// <summary>How a partition is, in a word.</summary>
internal static class PartitionHealth
{
    /// <summary>It has a leader, and all replicas are in sync.</summary>
    public const string Good = "ok";

    /// <summary>It has no leader: nobody can write to it or read it.</summary>
    public const string Offline = "offline";

    /// <summary>Some replicas are not in sync.</summary>
    public const string UnderReplicated = "under-replicated";

    /// <summary>The partition's.</summary>
    public static string Of(MetadataResponse.MetadataResponsePartition partition) =>
        partition.LeaderId.Value < 0 ? Offline
        : partition.IsrNodes.Count < partition.ReplicaNodes.Count ? UnderReplicated
        : Good;
}
