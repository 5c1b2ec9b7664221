using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>What became of one <see cref="NewTopic"/>.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="Error">
/// <see cref="ErrorCode.TopicAlreadyExists"/>, <see cref="ErrorCode.InvalidTopicException"/>, <see cref="ErrorCode.InvalidPartitions"/>,
/// <see cref="ErrorCode.InvalidReplicationFactor"/>, <see cref="ErrorCode.InvalidReplicaAssignment"/>, <see cref="ErrorCode.InvalidConfig"/>,
/// <see cref="ErrorCode.PolicyViolation"/> above a limit, <see cref="ErrorCode.InvalidRequest"/> for what contradicts itself; or none.
/// </param>
/// <param name="Id">The new topic's id; <see cref="TopicId.None"/> when it was refused or only validated.</param>
/// <param name="Assignments">The replicas of each partition, by number; empty when it was refused.</param>
/// <param name="Configs">The entries that the topic got; empty when it was refused.</param>
public sealed record CreatedTopic(
    string Name,
    ControllerError Error,
    TopicId Id,
    ImmutableArray<ImmutableArray<BrokerId>> Assignments,
    ImmutableArray<KeyValuePair<string, string?>> Configs)
{
    /// <summary>How many partitions the topic has; 0 when it was refused.</summary>
    public int PartitionCount => Assignments.Length;

    /// <summary>How many replicas its first partition has; 0 when it was refused.</summary>
    public int ReplicationFactor => Assignments.IsEmpty ? 0 : Assignments[0].Length;

    /// <summary>The answer for a topic that was refused.</summary>
    internal static CreatedTopic Refused(string name, ControllerError error) => new(name, error, TopicId.None, [], []);
}
