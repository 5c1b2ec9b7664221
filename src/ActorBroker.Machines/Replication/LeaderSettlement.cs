using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a leader does after everything that happens: raise the high watermark, serve those who wait, propose another ISR.</summary>
internal static class LeaderSettlement
{
    public static ReplicaDecision Settle(ReplicaMachine leader, IReplicaLog log)
    {
        var effects = ImmutableArray.CreateBuilder<ReplicaEffect>();
        var next = Raise(leader, log, effects);
        next = ServeWaiting(next, log, effects);
        next = Propose(next, effects);
        return next.Do(effects.DrainToImmutable());
    }

    /// <summary>The proposal under way, as it is sent.</summary>
    public static ReplicaEffect Proposal(ReplicaMachine leader)
    {
        var state = leader.Roles!.State;
        return new ReplicaEffect.Propose(state.LeaderEpoch, state.Epoch, leader.Leadership!.Proposed);
    }

    private static ReplicaMachine Raise(ReplicaMachine leader, IReplicaLog log, ImmutableArray<ReplicaEffect>.Builder effects)
    {
        var state = leader.Roles!.State;
        if (!leader.Rules.MayRise(state, leader.MinIsr))
            return leader;

        var leadership = leader.Leadership!;
        var own = leader.Rules.Acknowledged(leader.Policy, log.End, log.Durable);
        var members = leader.Rules.MembersToWaitFor(state, leadership);
        var acknowledged = leadership.AcknowledgedBy(members, leader.Self, own);
        if (acknowledged <= leader.HighWatermark)
            return leader;

        effects.Add(new ReplicaEffect.SetHighWatermark(acknowledged));
        return leader with { HighWatermark = acknowledged, HighWatermarkKnown = Offset.Max(leader.HighWatermarkKnown, acknowledged) };
    }

    private static ReplicaMachine ServeWaiting(ReplicaMachine leader, IReplicaLog log, ImmutableArray<ReplicaEffect>.Builder effects)
    {
        var leadership = leader.Leadership!;
        foreach (var progress in leadership.Followers)
        {
            if (progress.WaitsWith == Offset.None || (progress.Fetched >= log.End && progress.WaitsWith >= leader.HighWatermark))
                continue;
            effects.Add(new ReplicaEffect.Serve(progress.Follower, leader.Roles!.State.LeaderEpoch, progress.Fetched, leader.HighWatermark));
            leadership = leadership.With(progress with { WaitsWith = Offset.None });
        }

        return ReferenceEquals(leadership, leader.Leadership) ? leader : leader with { Leadership = leadership };
    }

    // A proposal that was refused may still be carried out when it arrives again. So as long as it can, the ISR that is wanted is proposed, be
    // it the present one: with that the partition epoch rises, and what was proposed upon the old one is void.
    private static ReplicaMachine Propose(ReplicaMachine leader, ImmutableArray<ReplicaEffect>.Builder effects)
    {
        var leadership = leader.Leadership!;
        var isOnlyReplica = leader.Roles!.State.Replicas.Length == 1;
        if (isOnlyReplica || !leadership.Proposed.IsEmpty)
            return leader;

        var wanted = leadership.Wanted(leader);
        var isr = leader.Roles!.State.Isr;
        if (wanted.Length == isr.Length && wanted.All(member => isr.Contains(member.Broker)) && leadership.Maximal.Length == isr.Length)
            return leader;

        var added = wanted.Select(member => member.Broker).Where(broker => !leadership.Maximal.Contains(broker)).ToList();
        var next = leader with { Leadership = leadership with { Proposed = wanted, Maximal = leadership.Maximal.AddRange(added) } };
        effects.Add(Proposal(next));
        return next;
    }
}
