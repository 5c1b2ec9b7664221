using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a replica does when its roles change.</summary>
internal static class RoleChange
{
    public static ReplicaDecision Decide(ReplicaMachine replica, ReplicaRoles roles, IReplicaLog log)
    {
        if (!replica.Rules.MayTake(roles, replica.Incarnation) || roles.State.Epoch < replica.Memory.Epoch)
            return replica.Do([]);

        var events = Events(replica, roles);
        var taken = replica with { Roles = roles, Memory = events.Aggregate(replica.Memory, (memory, happened) => memory.Apply(happened)) };
        var decision = roles.State.Leader != replica.Self ? Follow(replica, taken, log)
            : IsSameLeadership(replica, roles) ? Continue(replica, taken with { Leadership = taken.Leadership! with { MinIsrNamed = 0, IsHeld = false } }, log)
            : Lead(taken, log);
        return decision with { Events = events };
    }

    /// <summary>The events of taking roles: nothing when only the minimum or the active replicas changed.</summary>
    public static ImmutableArray<ReplicaEvent> Events(ReplicaMachine replica, ReplicaRoles roles)
    {
        var events = ImmutableArray.CreateBuilder<ReplicaEvent>(2);
        if (roles.State.Epoch > replica.Memory.Epoch)
            events.Add(new ReplicaEvent.RolesTaken(roles.State.Epoch, roles.State.LeaderEpoch));
        if (replica.Memory.HasFailed && roles.State.Isr.Contains(replica.Self))
            events.Add(new ReplicaEvent.LogCompleted());
        return events.DrainToImmutable();
    }

    /// <summary>A leader goes on with another state of the same leader epoch.</summary>
    public static ReplicaDecision Continue(ReplicaMachine before, ReplicaMachine taken, IReplicaLog log)
    {
        var isNew = taken.Roles!.State.Epoch > before.Roles!.State.Epoch;
        var next = isNew ? taken with { Leadership = taken.Leadership!.Follow(taken.Roles.State) } : taken;
        var settled = LeaderSettlement.Settle(next, log);
        var fell = before.Roles.State.Isr.Length >= before.MinIsr && taken.Roles.State.Isr.Length < taken.MinIsr;
        return fell
            ? settled with { Effects = [new ReplicaEffect.FailWaiting(ErrorCode.NotEnoughReplicasAfterAppend), .. settled.Effects] }
            : settled;
    }

    private static bool IsSameLeadership(ReplicaMachine replica, ReplicaRoles roles) =>
        replica.Leadership is not null && replica.Roles!.State.LeaderEpoch == roles.State.LeaderEpoch;

    private static ReplicaDecision Lead(ReplicaMachine taken, IReplicaLog log)
    {
        var state = taken.Roles!.State;
        var effects = ImmutableArray.CreateBuilder<ReplicaEffect>();
        if (taken.HighWatermarkKnown > log.End)
            effects.Add(new ReplicaEffect.ReportLoss(log.End, taken.HighWatermarkKnown));
        effects.Add(new ReplicaEffect.BeginEpoch(state.LeaderEpoch));
        effects.Add(new ReplicaEffect.SetHighWatermark(taken.HighWatermark));
        effects.Add(new ReplicaEffect.Flush());

        var leader = taken with
        {
            Leadership = new Leadership { EpochStart = log.End, Maximal = state.Isr },
            HighWatermarkKnown = Offset.Min(taken.HighWatermarkKnown, log.End),
        };
        var settled = LeaderSettlement.Settle(leader, log);
        return settled with { Effects = [.. effects, .. settled.Effects] };
    }

    private static ReplicaDecision Follow(ReplicaMachine before, ReplicaMachine taken, IReplicaLog log)
    {
        var next = taken with { Leadership = null };
        var effects = ImmutableArray.CreateBuilder<ReplicaEffect>(2);
        if (before.Leadership is not null)
            effects.Add(new ReplicaEffect.FailWaiting(ErrorCode.NotLeaderOrFollower));
        if (next.IsFollower && next.Roles!.State.LeaderEpoch != before.Roles?.State.LeaderEpoch)
            effects.Add(FetchDecisions.Demand(next, log));
        return next.Do(effects.DrainToImmutable());
    }
}
