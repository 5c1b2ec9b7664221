using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>Members are heard of, leave, or fall silent.</summary>
internal static class MemberDecisions
{
    public static void Beat(GroupDraft draft, Heartbeat command)
    {
        var error = Membership.Check(draft.State, command.MemberId, command.InstanceId, command.Generation);
        if (error == ErrorCode.None)
        {
            draft.Put(draft.Renewed(draft.State.Members[command.MemberId]));
            if (draft.State.Phase == GroupPhase.PreparingRebalance)
                error = ErrorCode.RebalanceInProgress;
        }

        draft.Answer(command.Ticket, new ErrorReply(error));
    }

    public static void Leave(GroupDraft draft, LeaveGroup command)
    {
        if (draft.State.Phase == GroupPhase.Dead)
        {
            draft.Answer(command.Ticket, new LeaveReply(ErrorCode.CoordinatorNotAvailable, []));
            return;
        }

        var before = draft.State;
        var results = command.Members.Select(leaving => new LeftMember(leaving, TakeOut(draft, leaving))).ToImmutableArray();
        draft.Answer(command.Ticket, new LeaveReply(ErrorCode.None, results));
        if (draft.State.Members.Count < before.Members.Count || (draft.State.Pending.Count < before.Pending.Count && IsExpecting(draft)))
            Rebalance.AfterRemoval(draft);
    }

    /// <summary>Looks at every deadline once; what that leads to, a rebalance, is begun once too.</summary>
    public static void Expire(GroupDraft draft)
    {
        var removed = ExpireSilent(draft) | ExpirePending(draft) | ExpireUnsynced(draft);
        if (removed)
            Rebalance.AfterRemoval(draft);
        if (draft.State.Delay is { } delay && delay.Deadline <= draft.Now)
            Rebalance.EndDelay(draft);
        else if (draft.State.JoinDeadline <= draft.Now)
            Rebalance.CompleteJoin(draft);
    }

    private static ErrorCode TakeOut(GroupDraft draft, LeavingMember leaving)
    {
        if (leaving.MemberId.Length == 0)
        {
            if (leaving.InstanceId is not { } name || draft.State.FindStatic(name) is not { } named)
                return ErrorCode.UnknownMemberId;

            draft.Remove(named);
            return ErrorCode.None;
        }

        if (draft.State.Pending.ContainsKey(leaving.MemberId))
        {
            draft.RemovePending(leaving.MemberId);
            return ErrorCode.None;
        }

        var error = Membership.Check(draft.State, leaving.MemberId, leaving.InstanceId);
        if (error == ErrorCode.None)
            draft.Remove(draft.State.Members[leaving.MemberId]);
        return error;
    }

    private static bool ExpireSilent(GroupDraft draft)
    {
        var before = draft.State.Members;
        foreach (var (_, member) in before)
        {
            if (member.Expiry <= draft.Now)
                draft.Remove(member);
        }

        return draft.State.Members.Count < before.Count;
    }

    private static bool ExpirePending(GroupDraft draft)
    {
        var before = draft.State.Pending;
        foreach (var (id, deadline) in before)
        {
            if (deadline <= draft.Now)
                draft.RemovePending(id);
        }

        return draft.State.Pending.Count < before.Count && IsExpecting(draft);
    }

    /// <summary>True while a rebalance waits also for those who were given an id.</summary>
    private static bool IsExpecting(GroupDraft draft) => draft.State.Phase == GroupPhase.PreparingRebalance;

    private static bool ExpireUnsynced(GroupDraft draft)
    {
        if (draft.State.SyncDeadline is not { } deadline || deadline > draft.Now)
            return false;

        draft.State = draft.State with { SyncDeadline = null };
        var before = draft.State.Members;
        foreach (var (_, member) in before)
        {
            if (!member.HasSynced)
                draft.Remove(member);
        }

        return draft.State.Members.Count < before.Count;
    }
}
