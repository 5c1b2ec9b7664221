using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a leader does about the controller's answers to its proposals (KIP-497).</summary>
internal static class IsrDecision
{
    public static ReplicaDecision Decide(ReplicaMachine leader, ReplicaCommand.IsrAnswered answered, IReplicaLog log)
    {
        var roles = leader.Roles!;
        var result = answered.Result;
        if (result.State is { } state && state.LeaderEpoch == roles.State.LeaderEpoch && state.Epoch > roles.State.Epoch)
            return Take(leader, roles with { State = state }, result.MinIsr, log);

        var isPresent = answered.Epoch == roles.State.Epoch && !leader.Leadership!.Proposed.IsEmpty;
        if (!isPresent || result.Error.Code is not (ErrorCode.IneligibleReplica or ErrorCode.InvalidRequest))
            return leader.Do([]);

        var leadership = leader.Leadership!;
        var refused = leadership with
        {
            Proposed = [],
            IsHeld = true,
            Maximal = leader.Rules.AfterRefusal(roles.State, leadership.Maximal),
        };
        return LeaderSettlement.Settle(leader with { Leadership = refused }, log);
    }

    public static ReplicaDecision Retry(ReplicaMachine leader, IReplicaLog log)
    {
        if (!leader.Leadership!.Proposed.IsEmpty)
            return leader.Do([LeaderSettlement.Proposal(leader)]);
        return LeaderSettlement.Settle(leader with { Leadership = leader.Leadership with { IsHeld = false } }, log);
    }

    private static ReplicaDecision Take(ReplicaMachine leader, ReplicaRoles roles, int minIsr, IReplicaLog log)
    {
        ImmutableArray<ReplicaEvent> events = RoleChange.Events(leader, roles);
        var taken = leader with
        {
            Roles = roles,
            Memory = events.Aggregate(leader.Memory, (memory, happened) => memory.Apply(happened)),
            Leadership = leader.Leadership! with { MinIsrNamed = minIsr },
        };
        return RoleChange.Continue(leader, taken, log) with { Events = events };
    }
}
