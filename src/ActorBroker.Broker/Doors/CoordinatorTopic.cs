using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Model.Partitioning;

namespace ActorBroker.Broker.Doors;

/// <summary>The topic that groups and their offsets are kept in, as in Kafka: <c>__consumer_offsets</c>.</summary>
public static class CoordinatorTopic
{
    /// <summary>Its name.</summary>
    public const string Name = "__consumer_offsets";

    /// <summary>The partition that keeps a group.</summary>
    /// <param name="group">The group's id.</param>
    /// <param name="topic">The topic as it is.</param>
    public static PartitionIndex PartitionOf(string group, TopicImage topic) => JavaStringHash.Partition(group, topic.Partitions.Count);

    /// <summary>The topic as it is to be made when somebody first asks for a group's coordinator: compacted, with as many replicas as there can be.</summary>
    /// <param name="doors">The broker.</param>
    public static NewTopic ToCreate(BrokerDoors doors)
    {
        var settings = doors.Configs.Groups;
        var brokers = doors.Metadata.Image.Brokers.Values.Count(broker => broker.IsActive);
        return new NewTopic
        {
            Name = Name,
            Id = new TopicId(doors.NewId()),
            PartitionCount = settings.PartitionCount,
            ReplicationFactor = Math.Max(1, Math.Min(settings.ReplicationFactor, brokers)),
            Configs =
            [
                KeyValuePair.Create<string, string?>(ConfigNames.CleanupPolicy, "compact"),
                KeyValuePair.Create<string, string?>(ConfigNames.CompressionType, "producer"),
                KeyValuePair.Create<string, string?>(ConfigNames.SegmentBytes, $"{settings.SegmentBytes}"),
            ],
        };
    }
}
