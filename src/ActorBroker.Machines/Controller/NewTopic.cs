using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>A topic to be created (CreateTopics, API 19).</summary>
public sealed record NewTopic
{
    /// <summary>For "the broker's default" in <see cref="PartitionCount"/> and <see cref="ReplicationFactor"/>.</summary>
    public const int Default = -1;

    /// <summary>The name it is to have.</summary>
    public required string Name { get; init; }

    /// <summary>An id that no topic ever had; drawn by the caller, and not used when the topic is refused.</summary>
    public required TopicId Id { get; init; }

    /// <summary>How many partitions, 1 and up, or <see cref="Default"/>.</summary>
    public int PartitionCount { get; init; } = Default;

    /// <summary>How many replicas each partition gets, 1 and up, or <see cref="Default"/>.</summary>
    public int ReplicationFactor { get; init; } = Default;

    /// <summary>The replicas by partition, if the client chose them: every number from 0 on; both counts must then be <see cref="Default"/>. Empty otherwise.</summary>
    public ImmutableArray<ReplicaAssignment> Assignments { get; init; } = [];

    /// <summary>Configuration entries, as the client gave them.</summary>
    public ImmutableArray<KeyValuePair<string, string?>> Configs { get; init; } = [];
}
