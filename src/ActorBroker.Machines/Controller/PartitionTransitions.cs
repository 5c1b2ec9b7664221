using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>
/// What may happen to one partition, as functions from its state to the next one. Each gives the same state back when nothing changes, and
/// otherwise a sound one (<see cref="PartitionImage.IsSound"/>) with the next partition epoch; the leader epoch rises when the leader changes or a
/// replica goes.
/// </summary>
/// <remarks>
/// Every transition ends alike (<see cref="Finish"/>): a reassignment that is done is completed, a leader is elected if the present one may
/// not lead, and the eligible replicas (KIP-966) follow from who left the ISR.
/// </remarks>
internal sealed class PartitionTransitions(ActiveBrokers active)
{
    /// <summary>A broker is about to be fenced: it leaves the ISR unless it is the last, and leads no more.</summary>
    public PartitionImage Leave(PartitionImage state, BrokerId broker, PartitionRules rules)
    {
        if (!state.Isr.Contains(broker))
            return state;

        var rest = state.Isr.Remove(broker);
        return Finish(state, state with { Isr = rest.IsEmpty ? state.Isr : rest }, rules);
    }

    /// <summary>
    /// A broker came back and may lack what it acknowledged: it leaves the ISR and is not eligible any more. As the last of the ISR it stays if no
    /// replica is eligible, since there is no better copy then.
    /// </summary>
    public PartitionImage LoseRecords(PartitionImage state, BrokerId broker, PartitionRules rules)
    {
        if (state.Elr.Contains(broker))
            return Finish(state, state with { Elr = state.Elr.Remove(broker), LastKnownElr = state.LastKnownElr.Add(broker) }, rules);
        if (!state.Isr.Contains(broker))
            return state;

        var rest = state.Isr.Remove(broker);
        if (rest.IsEmpty && state.Elr.IsEmpty)
            return Leave(state, broker, rules);

        var heir = rest.IsEmpty ? FirstActiveOf(state.Elr) : BrokerId.None;
        return Finish(
            state,
            state with
            {
                Isr = rest.IsEmpty ? [heir] : rest,
                Elr = state.Elr.Remove(heir),
                LastKnownElr = state.LastKnownElr.Add(broker),
            },
            rules);
    }

    /// <summary>A broker may lead again, or the rules changed: elects where there is no leader, and looks at the eligible replicas again.</summary>
    public PartitionImage Refresh(PartitionImage state, PartitionRules rules) => Finish(state, state, rules);

    /// <summary>The leader's proposal was accepted.</summary>
    public PartitionImage SetIsr(PartitionImage state, ImmutableArray<BrokerId> isr, PartitionRules rules) =>
        Finish(state, state with { Isr = isr }, rules);

    /// <summary>The preferred leader leads, if it may.</summary>
    public PartitionImage ElectPreferred(PartitionImage state, PartitionRules rules) =>
        MayLead(state, state.PreferredLeader) ? Finish(state, state with { Leader = state.PreferredLeader }, rules) : state;

    /// <summary>Replicas begin to move to <paramref name="target"/> (KIP-455); replicas that an earlier move was adding and this one does not want go at once.</summary>
    /// <returns>Null when none of the in-sync replicas would be left.</returns>
    public PartitionImage? Reassign(PartitionImage state, ImmutableArray<BrokerId> target, PartitionRules rules)
    {
        var original = state.Replicas.RemoveRange(state.Adding);
        var removing = original.RemoveRange(target);
        var replicas = target.AddRange(removing);
        var isr = state.Isr.RemoveAll(broker => !replicas.Contains(broker));
        if (isr.IsEmpty)
            return null;

        var next = state with { Replicas = replicas, Isr = isr, Adding = target.RemoveRange(original), Removing = removing };
        return Finish(state, next, rules);
    }

    private bool MayLead(PartitionImage state, BrokerId broker) => state.Isr.Contains(broker) && active.Contains(broker);

    private PartitionImage Finish(PartitionImage before, PartitionImage next, PartitionRules rules)
    {
        next = CompleteReassignment(next, rules);
        var elected = Elect(next, rules);
        next = elected.State;
        next = elected.IsUnclean ? next with { Elr = [], LastKnownElr = [] } : FollowIsr(before, next, rules);
        if (next.HasSameRoles(before))
            return before;

        return next with
        {
            LeaderEpoch = BeginsEpoch(before, next) ? new LeaderEpoch(before.LeaderEpoch.Value + 1) : before.LeaderEpoch,
            Epoch = before.Epoch.Next,
        };
    }

    // Also when a replica goes, so that nothing counts that it acknowledged: should it be brought back, it may still have to learn that it went, and
    // to delete what it has.
    private static bool BeginsEpoch(PartitionImage before, PartitionImage next) =>
        next.Leader != before.Leader || (next.Replicas != before.Replicas && !before.Replicas.All(next.Replicas.Contains));

    // Done when all that were to be added are in sync, and the ISR that is left suffices and can lead: nothing is acknowledged by less than before.
    private PartitionImage CompleteReassignment(PartitionImage state, PartitionRules rules)
    {
        if (!state.IsReassigning || !state.Adding.All(state.Isr.Contains))
            return state;

        var replicas = state.Replicas.RemoveRange(state.Removing);
        var isr = state.Isr.RemoveRange(state.Removing);
        if (isr.Length < rules.MinIsrOf(replicas.Length) || !isr.Any(active.Contains))
            return state;
        return state with { Replicas = replicas, Isr = isr, Adding = [], Removing = [] };
    }

    // In the order of the replicas: of the ISR; else of the eligible ones; else, if allowed, of those that were last known to be complete, else anyone.
    private (PartitionImage State, bool IsUnclean) Elect(PartitionImage state, PartitionRules rules)
    {
        if (state.Leader != BrokerId.None && MayLead(state, state.Leader))
            return (state, false);
        if (FirstActiveIn(state, state.Isr) is { } member)
            return (state with { Leader = member }, false);
        if (FirstActiveIn(state, state.Elr) is { } eligible)
            return (state with { Leader = eligible, Isr = [eligible] }, false);
        if (rules.AllowsUnclean && (FirstActiveIn(state, state.LastKnownElr) ?? FirstActiveIn(state, state.Replicas)) is { } any)
            return (state with { Leader = any, Isr = [any] }, true);
        return (state with { Leader = BrokerId.None }, false);
    }

    // Who leaves an ISR that is below the minimum stays eligible: nothing is acknowledged without it from then on. Under a leader with an ISR that
    // suffices all others may fall behind.
    private static PartitionImage FollowIsr(PartitionImage before, PartitionImage next, PartitionRules rules)
    {
        var isr = InOrderOf(next.Replicas, next.Isr);
        if (next.Leader != BrokerId.None && isr.Length >= rules.MinIsrOf(next.Replicas.Length))
            return next with { Isr = isr, Elr = [], LastKnownElr = [] };

        var lost = next.LastKnownElr.RemoveRange(isr);
        var left = before.Isr.AddRange(next.Elr).RemoveRange(isr).RemoveRange(lost);
        return next with { Isr = isr, Elr = InOrderOf(next.Replicas, left), LastKnownElr = InOrderOf(next.Replicas, lost) };
    }

    private BrokerId? FirstActiveIn(PartitionImage state, ImmutableArray<BrokerId> brokers)
    {
        foreach (var replica in state.Replicas)
        {
            if (brokers.Contains(replica) && active.Contains(replica))
                return replica;
        }

        return null;
    }

    private BrokerId FirstActiveOf(ImmutableArray<BrokerId> brokers)
    {
        foreach (var broker in brokers)
        {
            if (active.Contains(broker))
                return broker;
        }

        return brokers[0];
    }

    // Those of the replicas that are named, each once; the same array when they are all of them.
    private static ImmutableArray<BrokerId> InOrderOf(ImmutableArray<BrokerId> replicas, ImmutableArray<BrokerId> named)
    {
        if (named.IsEmpty)
            return named;
        var ordered = replicas.RemoveAll(replica => !named.Contains(replica));
        return ordered.Length == replicas.Length ? replicas : ordered;
    }
}
