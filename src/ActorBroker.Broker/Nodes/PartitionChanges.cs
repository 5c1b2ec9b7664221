using ActorBroker.Broker.Controllers;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Broker.Nodes;

/// <summary>Which partitions a delta of metadata concerns.</summary>
internal static class PartitionChanges
{
    /// <summary>The partitions whose role, settings or existence may have changed; each at least once.</summary>
    /// <param name="self">This broker.</param>
    public static IEnumerable<PartitionId> Between(MetadataImage before, MetadataImage after, MetadataDelta delta, BrokerId self)
    {
        if (delta.Snapshot is not null)
            return PartitionsOf(before.Topics.All).Concat(PartitionsOf(after.Topics.All));

        return delta.Events.SelectMany(step => Of(step.Happened, before, after, self));
    }

    /// <summary>All partitions of an image.</summary>
    public static IEnumerable<PartitionId> Of(MetadataImage image) => PartitionsOf(image.Topics.All);

    private static IEnumerable<PartitionId> Of(MetadataEvent happened, MetadataImage before, MetadataImage after, BrokerId self) => happened switch
    {
        PartitionsChanged changed => changed.Changes.Select(change => change.Id),
        TopicDeleted deleted => PartitionsOf(before.Topics.Find(deleted.Id)),
        BrokerRegistered { Broker.Id: var broker } => SharedWith(broker, self, after),
        BrokerChanged { Id: var broker } => SharedWith(broker, self, after),
        BrokerUnregistered { Id: var broker } => SharedWith(broker, self, after),
        ConfigsChanged { Resource: { Type: ConfigResourceType.Topic } topic } => PartitionsOf(after.Topics.Find(topic.Name)),
        ConfigsChanged { Resource.Type: ConfigResourceType.Broker } => PartitionsOf(after.Topics.All),
        _ => [],
    };

    /// <summary>The partitions of which both brokers have a replica: whether the other may join the ISR is for this one to know.</summary>
    private static IEnumerable<PartitionId> SharedWith(BrokerId other, BrokerId self, MetadataImage image) => other == self
        ? []
        : Of(image).Where(id => image.Topics.Find(id.Topic)!.Find(id.Index)!.Replicas is var replicas && replicas.Contains(other) && replicas.Contains(self));

    private static IEnumerable<PartitionId> PartitionsOf(IEnumerable<TopicImage> topics) => topics.SelectMany(PartitionsOf);

    private static IEnumerable<PartitionId> PartitionsOf(TopicImage? topic)
    {
        for (var index = 0; index < (topic?.Partitions.Count ?? 0); index++)
            yield return new PartitionId(topic!.Id, new PartitionIndex(index));
    }
}
