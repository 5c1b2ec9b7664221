using System.Runtime.InteropServices;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Goes over the partitions of many topics and gathers what changes.</summary>
internal sealed class PartitionChanges
{
    private readonly List<PartitionChange> _changes = [];

    /// <summary>The changes, those of one topic side by side, in rising order.</summary>
    public ReadOnlySpan<PartitionChange> Found => CollectionsMarshal.AsSpan(_changes);

    public int Count => _changes.Count;

    /// <summary>Notes what <paramref name="transition"/> makes of the topic's partitions that <paramref name="isConcerned"/>; the rules are read if there is one.</summary>
    public void Collect(
        TopicImage topic,
        Func<TopicImage, PartitionRules> rulesOf,
        Func<PartitionImage, bool> isConcerned,
        Func<PartitionId, PartitionImage, PartitionRules, PartitionImage> transition)
    {
        PartitionRules? rules = null;
        for (var index = 0; index < topic.Partitions.Count; index++)
        {
            var state = topic.Partitions[index];
            if (!isConcerned(state))
                continue;

            var id = new PartitionId(topic.Id, new PartitionIndex(index));
            var next = transition(id, state, rules ??= rulesOf(topic));
            if (!ReferenceEquals(next, state))
                _changes.Add(new PartitionChange(id, next));
        }
    }
}
