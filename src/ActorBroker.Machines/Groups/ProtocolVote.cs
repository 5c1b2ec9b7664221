using System.Collections.Immutable;

namespace ActorBroker.Machines.Groups;

/// <summary>Which protocol a generation assigns by: members vote among those that all of them offer.</summary>
internal static class ProtocolVote
{
    /// <summary>
    /// The protocol with most votes; each member votes for the best of its own that all offer. Where votes are equal the leader's order decides.
    /// </summary>
    public static string Choose(GroupState state)
    {
        var leader = state.Members[state.Leader!];
        var candidates = leader.Protocols.Select(offered => offered.Name).Distinct().Where(name => AllOffer(state, name)).ToList();
        Model.Invariant.Holds(candidates.Count > 0, "members that have no protocol in common are not let in");
        if (candidates.Count == 1)
            return candidates[0];

        var votes = candidates.ToDictionary(name => name, _ => 0);
        foreach (var (_, member) in state.Members)
            votes[member.Protocols.First(offered => votes.ContainsKey(offered.Name)).Name]++;
        return candidates.MaxBy(name => votes[name])!;
    }

    /// <summary>May somebody who offers this be a member: is there a protocol that all offer, and is the group of the same kind?</summary>
    public static bool Fits(GroupState state, string protocolType, ImmutableArray<GroupProtocol> protocols)
    {
        if (protocolType.Length == 0 || protocols.IsEmpty)
            return false;
        return state.Members.IsEmpty
            || (protocolType == state.ProtocolType && protocols.Any(offered => AllOffer(state, offered.Name)));
    }

    private static bool AllOffer(GroupState state, string protocol)
    {
        foreach (var (_, member) in state.Members)
        {
            if (!member.Offers(protocol))
                return false;
        }

        return true;
    }
}
