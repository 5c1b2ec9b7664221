using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Leaders propose in-sync replicas (KIP-497, KIP-841, KIP-903).</summary>
internal sealed class IsrDecisions(ClusterConfigs configs)
{
    public ControllerDecision Alter(MetadataImage image, AlterIsr command)
    {
        if (BrokerDecisions.JudgeRun(image, command.Leader, command.Incarnation) is { IsError: true } error)
            return ControllerDecision.Refusal(error);

        var draft = new DecisionDraft(image);
        var transitions = new PartitionTransitions(ActiveBrokers.Of(image));
        var changes = new PartitionChangeSet();
        var results = ImmutableArray.CreateBuilder<IsrResult>(command.Proposals.Length);
        foreach (var proposal in command.Proposals)
            results.Add(Alter(image, command.Leader, proposal, transitions, changes));

        draft.Add(changes.InOrder());
        return draft.Answer(new IsrReply(results.MoveToImmutable()));
    }

    private IsrResult Alter(
        MetadataImage image, BrokerId leader, IsrProposal proposal, PartitionTransitions transitions, PartitionChangeSet changes)
    {
        if (image.Topics.Find(proposal.Id.Topic) is not { } topic)
            return new IsrResult(proposal.Id, new(ErrorCode.UnknownTopicId, "No topic has this id."), null, 0);
        if (changes.Find(topic, proposal.Id.Index) is not { } state)
            return new IsrResult(proposal.Id, new(ErrorCode.UnknownTopicOrPartition, "The topic has no such partition."), null, 0);

        var rules = configs.RulesOf(image, topic.Name);
        var error = Judge(image, state, leader, proposal);
        if (!error.IsError)
        {
            // The present ISR again raises the epoch too: so a leader makes void what it proposed before, should that still arrive.
            var next = transitions.SetIsr(state, [.. proposal.Isr.Select(member => member.Broker)], rules);
            state = ReferenceEquals(next, state) ? state with { Epoch = state.Epoch.Next } : next;
            changes.Set(topic, proposal.Id.Index, state);
        }

        return new IsrResult(proposal.Id, error, state, rules.MinIsrOf(state.Replicas.Length));
    }

    private static ControllerError Judge(MetadataImage image, PartitionImage state, BrokerId leader, IsrProposal proposal)
    {
        if (proposal.LeaderEpoch > state.LeaderEpoch || proposal.Epoch > state.Epoch)
            return new(ErrorCode.NotController, "The partition's epoch is one that this controller did not give.");
        if (proposal.LeaderEpoch < state.LeaderEpoch)
            return new(ErrorCode.FencedLeaderEpoch, $"The leader epoch is {state.LeaderEpoch} now.");
        if (leader != state.Leader)
            return new(ErrorCode.InvalidRequest, $"Broker {leader} does not lead the partition.");
        if (proposal.Epoch < state.Epoch)
            return new(ErrorCode.InvalidUpdateVersion, $"The partition epoch is {state.Epoch} now.");
        if (!AreDistinctReplicas(state, proposal.Isr))
            return new(ErrorCode.InvalidRequest, "The ISR is not made of the partition's replicas.");
        if (!proposal.Isr.Any(member => member.Broker == leader))
            return new(ErrorCode.InvalidRequest, "The ISR is without the leader.");

        foreach (var (broker, incarnation) in proposal.Isr)
        {
            var isEligible = incarnation == Incarnation.None ? image.IsActive(broker) : image.IsActive(broker, incarnation);
            if (!isEligible)
                return new(ErrorCode.IneligibleReplica, $"Broker {broker} is fenced, shuts down, or has restarted.");
        }

        return ControllerError.None;
    }

    private static bool AreDistinctReplicas(PartitionImage state, ImmutableArray<ReplicaIncarnation> isr)
    {
        var seen = new HashSet<BrokerId>();
        return isr.All(member => state.Replicas.Contains(member.Broker) && seen.Add(member.Broker));
    }
}
