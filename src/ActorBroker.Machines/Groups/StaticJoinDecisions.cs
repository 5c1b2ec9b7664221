using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>A static member comes back under its name, and takes the place that it had (KIP-345).</summary>
internal static class StaticJoinDecisions
{
    /// <summary>
    /// Replaces the member that had the name; whatever that one still waits for is refused. In a stable group nothing else happens, unless the
    /// protocol would change by it: then, and in all other phases, the group rebalances.
    /// </summary>
    public static void Replace(GroupDraft draft, JoinGroup command, GroupMember old, string id)
    {
        if (old.Joining is { } join)
            draft.Answer(join, new JoinReply(ErrorCode.FencedInstanceId, old.Id));
        if (old.Syncing is { } sync)
            draft.Answer(sync, SyncReply.Refused(ErrorCode.FencedInstanceId));

        var member = draft.Renewed(old with { Id = id, Joining = null, Syncing = null, IsNew = false, ClientId = command.ClientId, ClientHost = command.ClientHost });
        var leader = draft.State.Leader;
        draft.State = draft.State with
        {
            Members = draft.State.Members.Remove(old.Id).SetItem(id, member),
            Leader = leader == old.Id ? id : leader,
        };
        JoinDecisions.Update(draft, command, member);
        if (draft.State.Phase == GroupPhase.Stable && ProtocolVote.Choose(draft.State) == draft.State.Protocol)
            GoOn(draft, command, id, leader!);
        else
            Rebalance.BeginOrComplete(draft);
    }

    private static void GoOn(GroupDraft draft, JoinGroup command, string id, string leaderBefore)
    {
        draft.Put(draft.Renewed(draft.State.Members[id] with { Joining = null }));
        draft.WriteGroup();

        // A leader that cannot be told to skip the assignment is told that the one of before still leads, so that it assigns nothing (KIP-814).
        var joined = Rebalance.Joined(draft.State, id);
        draft.AnswerWhenKept(command.Ticket, command.CanSkipAssignment
            ? joined with { SkipsAssignment = draft.State.Leader == id }
            : joined with { Leader = leaderBefore, Members = [] });
    }
}
