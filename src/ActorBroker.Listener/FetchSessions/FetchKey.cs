using ActorBroker.Model;

namespace ActorBroker.Listener.FetchSessions;

/// <summary>A partition as a fetch names it: by the topic's name up to version 12, by its id since version 13 (KIP-516).</summary>
/// <param name="Topic">The topic's name; empty where the id says it.</param>
/// <param name="TopicId">The topic's id; <see cref="TopicId.None"/> where the name says it.</param>
/// <param name="Partition">The partition.</param>
internal readonly record struct FetchKey(string Topic, TopicId TopicId, PartitionIndex Partition)
{
    /// <summary>True for partitions of the same topic.</summary>
    public bool IsOfTopicOf(FetchKey other) => TopicId == other.TopicId && string.Equals(Topic, other.Topic, StringComparison.Ordinal);
}
