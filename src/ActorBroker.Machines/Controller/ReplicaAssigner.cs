using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Placement;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Says which brokers get new partitions: those that the client chose, if that is possible, or those that the strategy finds.</summary>
internal sealed class ReplicaAssigner(ControllerOptions options)
{
    private static readonly ImmutableArray<ImmutableArray<BrokerId>> Nothing = [];

    public (ImmutableArray<ImmutableArray<BrokerId>> Assignments, ControllerError Error) AssignTopic(
        MetadataImage image, NewTopic topic, int seed, int partitionsLeft)
    {
        if (!topic.Assignments.IsEmpty)
            return AssignAsChosen(image, topic, partitionsLeft);
        if (topic.PartitionCount is 0 or < NewTopic.Default)
            return Refused(ErrorCode.InvalidPartitions, "The number of partitions is 1 or higher, or -1 for the default.");
        if (topic.ReplicationFactor is 0 or < NewTopic.Default)
            return Refused(ErrorCode.InvalidReplicationFactor, "The replication factor is 1 or higher, or -1 for the default.");

        var count = topic.PartitionCount == NewTopic.Default ? options.PartitionCountDefault : topic.PartitionCount;
        var factor = topic.ReplicationFactor == NewTopic.Default ? options.ReplicationFactorDefault : topic.ReplicationFactor;
        var error = JudgeCount(image, count, partitionsLeft);
        return error.IsError ? (Nothing, error) : Place(image, count, factor, seed);
    }

    public (ImmutableArray<ImmutableArray<BrokerId>> Assignments, ControllerError Error) AssignMore(
        MetadataImage image, TopicImage topic, NewPartitions wanted, int seed, int partitionsLeft)
    {
        var count = wanted.Count - topic.Partitions.Count;
        var error = JudgeCount(image, count, partitionsLeft);
        if (error.IsError)
            return (Nothing, error);

        var first = topic.Partitions[0];
        var factor = first.Replicas.Length - first.Adding.Length;
        if (wanted.Assignments.IsEmpty)
            return Place(image, count, factor, seed);
        if (wanted.Assignments.Length != count)
        {
            return Refused(
                ErrorCode.InvalidReplicaAssignment, $"{count} partitions are to be added, and {wanted.Assignments.Length} assigned.");
        }

        error = JudgeChosen(image, wanted.Assignments, topic.Partitions.Count, factor);
        return error.IsError ? (Nothing, error) : (wanted.Assignments, error);
    }

    /// <summary>What is wrong with the brokers that somebody chose for one partition.</summary>
    public static ControllerError JudgeBrokers(MetadataImage image, PartitionIndex index, ImmutableArray<BrokerId> brokers)
    {
        if (brokers.IsDefaultOrEmpty)
            return new(ErrorCode.InvalidReplicaAssignment, $"Partition {index} is assigned to no broker.");

        for (var at = 0; at < brokers.Length; at++)
        {
            if (brokers.IndexOf(brokers[at]) != at)
                return new(ErrorCode.InvalidReplicaAssignment, $"Partition {index} is assigned to broker {brokers[at]} twice.");
            if (!image.Brokers.ContainsKey(brokers[at]))
                return new(ErrorCode.InvalidReplicaAssignment, $"Partition {index} is assigned to broker {brokers[at]}, which is not registered.");
        }

        return ControllerError.None;
    }

    private (ImmutableArray<ImmutableArray<BrokerId>> Assignments, ControllerError Error) AssignAsChosen(
        MetadataImage image, NewTopic topic, int partitionsLeft)
    {
        if (topic.PartitionCount != NewTopic.Default || topic.ReplicationFactor != NewTopic.Default)
            return Refused(ErrorCode.InvalidRequest, "Where replicas are assigned, the partitions and the replication factor are both -1.");

        var ordered = topic.Assignments.Sort(static (left, right) => left.Index.Value.CompareTo(right.Index.Value));
        for (var index = 0; index < ordered.Length; index++)
        {
            if (ordered[index].Index.Value != index)
                return Refused(ErrorCode.InvalidReplicaAssignment, "The assigned partitions are not numbered from 0 on, each once.");
        }

        var error = JudgeCount(image, ordered.Length, partitionsLeft);
        if (error.IsError)
            return (Nothing, error);

        ImmutableArray<ImmutableArray<BrokerId>> chosen = [.. ordered.Select(assignment => assignment.Brokers)];
        error = JudgeChosen(image, chosen, 0, chosen[0].IsDefault ? 0 : chosen[0].Length);
        return error.IsError ? (Nothing, error) : (chosen, error);
    }

    private static ControllerError JudgeChosen(MetadataImage image, ImmutableArray<ImmutableArray<BrokerId>> chosen, int first, int factor)
    {
        for (var at = 0; at < chosen.Length; at++)
        {
            var index = new PartitionIndex(first + at);
            if (JudgeBrokers(image, index, chosen[at]) is { IsError: true } error)
                return error;
            if (chosen[at].Length != factor)
                return new(ErrorCode.InvalidReplicaAssignment, $"Partition {index} has {chosen[at].Length} replicas where others have {factor}.");
            if (!chosen[at].Any(image.IsActive))
                return new(ErrorCode.InvalidReplicaAssignment, $"All brokers that partition {index} is assigned to are fenced or shut down.");
        }

        return ControllerError.None;
    }

    private (ImmutableArray<ImmutableArray<BrokerId>> Assignments, ControllerError Error) Place(
        MetadataImage image, int count, int factor, int seed)
    {
        ImmutableArray<PlacementBroker> brokers =
            [.. image.Brokers.Values.Select(broker => new PlacementBroker(broker.Id, broker.Rack, broker.IsActive))];
        if (factor > brokers.Length)
            return Refused(ErrorCode.InvalidReplicationFactor, $"A partition cannot have {factor} replicas where {brokers.Length} broker(s) are registered.");
        if (!brokers.Any(broker => broker.IsActive))
            return Refused(ErrorCode.InvalidReplicationFactor, "All brokers are fenced or shut down.");
        return (options.Placement.Place(new PlacementRequest(brokers, count, factor, seed)), ControllerError.None);
    }

    private ControllerError JudgeCount(MetadataImage image, int count, int partitionsLeft)
    {
        if (count > partitionsLeft)
        {
            return new(
                ErrorCode.PolicyViolation, $"One request can create at most {options.PartitionsPerRequestMax} partitions.");
        }

        return count > options.PartitionsMax - image.Topics.PartitionCount
            ? new(ErrorCode.PolicyViolation, $"The cluster can have at most {options.PartitionsMax} partitions.")
            : ControllerError.None;
    }

    private static (ImmutableArray<ImmutableArray<BrokerId>> Assignments, ControllerError Error) Refused(ErrorCode code, string message) =>
        (Nothing, new ControllerError(code, message));
}
