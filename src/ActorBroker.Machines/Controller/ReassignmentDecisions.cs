using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Replicas move from broker to broker (KIP-455): added, waited for until in sync, and only then the old ones removed.</summary>
internal sealed class ReassignmentDecisions(ClusterConfigs configs)
{
    public ControllerDecision Reassign(MetadataImage image, ReassignPartitions command)
    {
        var draft = new DecisionDraft(image);
        var transitions = new PartitionTransitions(ActiveBrokers.Of(image));
        var changes = new PartitionChangeSet();
        var results = ImmutableArray.CreateBuilder<KeyValuePair<TopicPartition, ControllerError>>(command.Reassignments.Length);
        foreach (var reassignment in command.Reassignments)
            results.Add(new(reassignment.Partition, Reassign(image, transitions, changes, reassignment, command.AllowsOtherCount)));
        draft.Add(changes.InOrder());
        return draft.Answer(new PartitionErrorsReply(results.MoveToImmutable()));
    }

    private ControllerError Reassign(
        MetadataImage image, PartitionTransitions transitions, PartitionChangeSet changes, in Reassignment reassignment, bool allowsOtherCount)
    {
        var (topicName, index) = reassignment.Partition;
        if (image.Topics.Find(topicName) is not { } topic || changes.Find(topic, index) is not { } state)
            return new(ErrorCode.UnknownTopicOrPartition, $"There is no partition {index} of a topic '{topicName}'.");

        var isCancelled = reassignment.Replicas.IsDefault;
        var original = state.Replicas.RemoveRange(state.Adding);
        var error = isCancelled
            ? JudgeCancellation(state)
            : JudgeTarget(image, index, reassignment.Replicas, original.Length, allowsOtherCount);
        if (error.IsError)
            return error;

        var target = isCancelled ? original : reassignment.Replicas;
        var next = transitions.Reassign(state, target, configs.RulesOf(image, topicName));
        if (next is null)
            return new(ErrorCode.InvalidReplicaAssignment, $"No replica in sync would be left of partition {index}: an election would lose records.");

        changes.Set(topic, index, next);
        return ControllerError.None;
    }

    private static ControllerError JudgeCancellation(PartitionImage state) => state.IsReassigning
        ? ControllerError.None
        : new(ErrorCode.NoReassignmentInProgress, "The partition's replicas do not move.");

    private static ControllerError JudgeTarget(
        MetadataImage image, PartitionIndex index, ImmutableArray<BrokerId> target, int count, bool allowsOtherCount)
    {
        if (ReplicaAssigner.JudgeBrokers(image, index, target) is { IsError: true } error)
            return error;
        return allowsOtherCount || target.Length == count
            ? ControllerError.None
            : new(ErrorCode.InvalidReplicationFactor, $"Partition {index} has {count} replicas, and would have {target.Length}.");
    }
}
