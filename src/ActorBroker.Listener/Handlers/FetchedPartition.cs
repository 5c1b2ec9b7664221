using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Listener.Handlers;

/// <summary>What is answered about a group's way through one partition.</summary>
internal readonly record struct FetchedPartition(PartitionIndex Partition, Offset Offset, LeaderEpoch LeaderEpoch, string Metadata, ErrorCode Error)
{
    /// <summary>What is kept; offset -1 where nothing is.</summary>
    public static FetchedPartition Of(PartitionIndex partition, CommittedOffset? kept) => kept is null
        ? None(partition, ErrorCode.None)
        : new FetchedPartition(partition, kept.Offset, kept.LeaderEpoch, kept.Metadata, ErrorCode.None);

    /// <summary>Nothing, and why.</summary>
    public static FetchedPartition None(PartitionIndex partition, ErrorCode error) => new(partition, Offset.None, LeaderEpoch.None, "", error);
}
