using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Listener.Handlers;

/// <summary>Finds the partition that a request means, and says what is wrong when it cannot be served here.</summary>
internal static class PartitionLookup
{
    /// <summary>The partition's place in this broker's table.</summary>
    /// <param name="doors">The broker.</param>
    /// <param name="topic">The topic; null when there is none of the name or id.</param>
    /// <param name="index">The partition.</param>
    /// <param name="hosted">The partition; null on an error.</param>
    /// <returns><see cref="ErrorCode.None"/>, <see cref="ErrorCode.UnknownTopicOrPartition"/> or <see cref="ErrorCode.NotLeaderOrFollower"/>.</returns>
    public static ErrorCode Find(BrokerDoors doors, TopicImage? topic, PartitionIndex index, out HostedPartition? hosted)
    {
        hosted = null;
        if (topic?.Find(index) is null)
            return ErrorCode.UnknownTopicOrPartition;

        hosted = doors.Partitions.Find(new PartitionId(topic.Id, index));
        return hosted is null ? ErrorCode.NotLeaderOrFollower : ErrorCode.None;
    }

    /// <summary>May somebody who takes this broker for the leader of <paramref name="known"/> be served (KIP-320)?</summary>
    /// <param name="entry">The partition now.</param>
    /// <param name="known">The epoch that the client knows; <see cref="LeaderEpoch.None"/> when it knows none.</param>
    public static ErrorCode Check(PartitionEntry entry, LeaderEpoch known)
    {
        var error = entry.Status.ErrorForLeader();
        if (error != ErrorCode.None || known == LeaderEpoch.None || known == entry.LeaderEpoch)
            return error;

        return known < entry.LeaderEpoch ? ErrorCode.FencedLeaderEpoch : ErrorCode.UnknownLeaderEpoch;
    }
}
