using ActorBroker.Model;

namespace ActorBroker.Broker.Doors;

/// <summary>The error codes that stand for a status.</summary>
public static class PartitionStatuses
{
    /// <summary>What a client is answered who takes this replica for the leader; <see cref="ErrorCode.None"/> when it is.</summary>
    public static ErrorCode ErrorForLeader(this PartitionStatus status) => status switch
    {
        PartitionStatus.Leader => ErrorCode.None,
        PartitionStatus.Failed => ErrorCode.KafkaStorageError,
        PartitionStatus.Gone => ErrorCode.UnknownTopicOrPartition,
        _ => ErrorCode.NotLeaderOrFollower,
    };
}
