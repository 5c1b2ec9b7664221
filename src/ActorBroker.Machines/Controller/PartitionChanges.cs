using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Goes over a topic's partitions.</summary>
internal static class PartitionChanges
{
    /// <summary>Adds to <paramref name="changes"/> what <paramref name="transition"/> changed, in the order of the partitions.</summary>
    public static void Collect(
        TopicImage topic,
        PartitionRules rules,
        Func<PartitionId, PartitionImage, PartitionRules, PartitionImage> transition,
        List<PartitionChange> changes)
    {
        var index = 0;
        foreach (var state in topic.Partitions)
        {
            var id = new PartitionId(topic.Id, new PartitionIndex(index++));
            var next = transition(id, state, rules);
            if (!ReferenceEquals(next, state))
                changes.Add(new PartitionChange(id, next));
        }
    }
}
