using ActorBroker.Machines.Groups;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>What holds of a group after every decision, whatever happened.</summary>
internal static class GroupInvariants
{
    public static void Check(GroupState state)
    {
        var members = state.Members.Values.ToArray();
        Assert.True(members.Length == 0 || state.Phase is not (GroupPhase.Empty or GroupPhase.Dead), $"{state.Phase} has members");
        Assert.True(members.Length > 0 || state.Phase is not (GroupPhase.CompletingRebalance or GroupPhase.Stable), $"{state.Phase} has none");
        Assert.True(state.Leader is null ? members.Length == 0 : state.Members.ContainsKey(state.Leader), $"the leader {state.Leader} is no member");
        var names = members.Where(member => member.InstanceId is not null).Select(member => member.InstanceId).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.True(state.Phase == GroupPhase.CompletingRebalance || members.All(member => member.Syncing is null), $"{state.Phase} has members that sync");
        Assert.True(state.Phase == GroupPhase.PreparingRebalance || members.All(member => member.Joining is null), $"{state.Phase} has members that join");
        Assert.True(
            (state.Phase == GroupPhase.PreparingRebalance) == (state.Delay is not null || state.JoinDeadline is not null),
            $"{state.Phase} has a join deadline, or a rebalance has none");
        Assert.True(members.Length == 0 || members[0].Protocols.Any(offered => members.All(member => member.Offers(offered.Name))), "no protocol in common");
        Assert.True(state.Protocol is null || members.All(member => state.Phase != GroupPhase.Stable || member.Offers(state.Protocol)), "a stable member lacks the protocol");
    }
}
