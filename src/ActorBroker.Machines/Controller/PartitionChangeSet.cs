using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>What one decision changes of single partitions; a later change of the same partition goes on from the earlier one.</summary>
internal sealed class PartitionChangeSet
{
    private readonly Dictionary<PartitionId, PartitionImage> _changes = [];

    /// <summary>The state as changed so far; null when there is no such partition.</summary>
    public PartitionImage? Find(TopicImage topic, PartitionIndex index) =>
        _changes.GetValueOrDefault(new PartitionId(topic.Id, index)) ?? topic.Find(index);

    /// <summary>Notes the state, unless it is the one that the partition has.</summary>
    public void Set(TopicImage topic, PartitionIndex index, PartitionImage state)
    {
        if (!ReferenceEquals(state, topic.Find(index)))
            _changes[new PartitionId(topic.Id, index)] = state;
    }

    /// <summary>The changes, those of one topic side by side, in rising order.</summary>
    public PartitionChange[] InOrder()
    {
        var ordered = _changes.Select(change => new PartitionChange(change.Key, change.Value)).ToArray();
        Array.Sort(ordered, static (left, right) =>
            (left.Id.Topic.Value, left.Id.Index.Value).CompareTo((right.Id.Topic.Value, right.Id.Index.Value)));
        return ordered;
    }
}
