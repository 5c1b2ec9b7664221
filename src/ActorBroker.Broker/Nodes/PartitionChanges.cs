using ActorBroker.Broker.Controllers;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Broker.Nodes;

/// <summary>Which partitions a delta of metadata concerns.</summary>
internal static class PartitionChanges
{
    /// <summary>The partitions whose role, settings or existence may have changed; each at least once.</summary>
    public static IEnumerable<PartitionId> Between(MetadataImage before, MetadataImage after, MetadataDelta delta)
    {
        if (delta.Snapshot is not null)
            return PartitionsOf(before.Topics.All).Concat(PartitionsOf(after.Topics.All));

        return delta.Events.SelectMany(step => Of(step.Happened, before, after));
    }

    private static IEnumerable<PartitionId> Of(MetadataEvent happened, MetadataImage before, MetadataImage after) => happened switch
    {
        PartitionsChanged changed => changed.Changes.Select(change => change.Id),
        TopicDeleted deleted => PartitionsOf(before.Topics.Find(deleted.Id)),
        ConfigsChanged { Resource: { Type: ConfigResourceType.Topic } topic } => PartitionsOf(after.Topics.Find(topic.Name)),
        ConfigsChanged { Resource.Type: ConfigResourceType.Broker } => PartitionsOf(after.Topics.All),
        _ => [],
    };

    private static IEnumerable<PartitionId> PartitionsOf(IEnumerable<TopicImage> topics) => topics.SelectMany(PartitionsOf);

    private static IEnumerable<PartitionId> PartitionsOf(TopicImage? topic)
    {
        for (var index = 0; index < (topic?.Partitions.Count ?? 0); index++)
            yield return new PartitionId(topic!.Id, new PartitionIndex(index));
    }
}
