using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>Somebody wants in, or stays.</summary>
internal static class JoinDecisions
{
    public static void Join(GroupDraft draft, JoinGroup command)
    {
        var error = Judge(draft, command);
        if (error == ErrorCode.GroupMaxSizeReached)
            TurnAway(draft, command);
        else if (error != ErrorCode.None)
            draft.Answer(command.Ticket, new JoinReply(error, command.MemberId));
        else if (command.MemberId.Length == 0)
            JoinUnknown(draft, command);
        else if (draft.State.Pending.ContainsKey(command.MemberId))
            Add(draft, command, command.MemberId);
        else
            JoinAgain(draft, command, draft.State.Members[command.MemberId]);
    }

    private static ErrorCode Judge(GroupDraft draft, JoinGroup command)
    {
        var state = draft.State;
        if (command.SessionTimeout < draft.Options.SessionTimeoutMin || command.SessionTimeout > draft.Options.SessionTimeoutMax)
            return ErrorCode.InvalidSessionTimeout;
        if (state.Phase == GroupPhase.Dead)
            return ErrorCode.CoordinatorNotAvailable;
        if (!HasRoom(draft, command))
            return ErrorCode.GroupMaxSizeReached;
        if (!ProtocolVote.Fits(state, command.ProtocolType, command.Protocols))
            return ErrorCode.InconsistentGroupProtocol;
        if (command.MemberId.Length == 0)
            return ErrorCode.None;
        return state.Pending.ContainsKey(command.MemberId)
            ? (command.InstanceId is null ? ErrorCode.None : ErrorCode.UnknownMemberId)
            : Membership.Check(state, command.MemberId, command.InstanceId);
    }

    /// <summary>The group is full: whoever asks is not in it any more either, if it grew too large.</summary>
    private static void TurnAway(GroupDraft draft, JoinGroup command)
    {
        draft.Answer(command.Ticket, new JoinReply(ErrorCode.GroupMaxSizeReached, ""));
        draft.RemovePending(command.MemberId);
        if (draft.State.Members.GetValueOrDefault(command.MemberId) is { } member)
            draft.Remove(member);
        if (draft.State.Phase == GroupPhase.PreparingRebalance)
            Rebalance.BeginOrComplete(draft);
    }

    /// <summary>While a rebalance is prepared, those count who have joined again: so a group that has grown too large gets rid of the last.</summary>
    private static bool HasRoom(GroupDraft draft, JoinGroup command)
    {
        var state = draft.State;
        var known = state.Members.GetValueOrDefault(command.MemberId);
        var isReplacing = command.InstanceId is { } name && state.FindStatic(name) is not null;
        if (state.Phase == GroupPhase.PreparingRebalance)
        {
            return known?.Joining is not null || isReplacing
                || state.Members.Values.Count(member => member.Joining is not null) < draft.Options.SizeMax;
        }

        return known is not null || isReplacing || state.Members.Count < draft.Options.SizeMax;
    }

    private static void JoinUnknown(GroupDraft draft, JoinGroup command)
    {
        var id = $"{command.InstanceId ?? command.ClientId}-{command.FreshId}";
        if (command.InstanceId is { } name && draft.State.FindStatic(name) is { } old)
            StaticJoinDecisions.Replace(draft, command, old, id);
        else if (command.InstanceId is null && command.NeedsKnownId)
            GiveId(draft, command, id);
        else
            Add(draft, command, id);
    }

    private static void GiveId(GroupDraft draft, JoinGroup command, string id)
    {
        if (draft.State.Pending.Count >= draft.Options.SizeMax)
        {
            draft.Answer(command.Ticket, new JoinReply(ErrorCode.GroupMaxSizeReached, ""));
            return;
        }

        draft.State = draft.State with { Pending = draft.State.Pending.SetItem(id, draft.Now + command.SessionTimeout) };
        draft.Answer(command.Ticket, new JoinReply(ErrorCode.MemberIdRequired, id));
    }

    private static void Add(GroupDraft draft, JoinGroup command, string id)
    {
        draft.RemovePending(id);
        if (draft.State.Members.IsEmpty)
            draft.State = draft.State with { ProtocolType = command.ProtocolType };
        draft.Put(new GroupMember
        {
            Id = id,
            InstanceId = command.InstanceId,
            ClientId = command.ClientId,
            ClientHost = command.ClientHost,
            SessionTimeout = command.SessionTimeout,
            RebalanceTimeout = command.RebalanceTimeout,
            Protocols = command.Protocols,
            Joining = command.Ticket,
            IsNew = true,
            Deadline = draft.Now + draft.Options.NewMemberTimeout,
        });
        draft.State = draft.State with
        {
            Leader = draft.State.Leader ?? id,
            Delay = draft.State.Delay is { } delay ? delay with { HasNewMember = true } : null,
        };
        Rebalance.BeginOrComplete(draft);
    }

    private static void JoinAgain(GroupDraft draft, JoinGroup command, GroupMember member)
    {
        var state = draft.State;
        var isSame = member.Protocols.SequenceEqual(command.Protocols);
        var goesOn = (state.Phase == GroupPhase.CompletingRebalance && isSame)
            || (state.Phase == GroupPhase.Stable && isSame && member.Id != state.Leader);
        if (goesOn)
        {
            // It may not have heard of the generation; nothing changes for the others.
            draft.Put(draft.Renewed(member));
            draft.Answer(command.Ticket, Rebalance.Joined(state, member.Id));
        }
        else
        {
            Update(draft, command, member);
            Rebalance.BeginOrComplete(draft);
        }
    }

    /// <summary>A member waits for the next generation, with what it says now.</summary>
    internal static void Update(GroupDraft draft, JoinGroup command, GroupMember member)
    {
        if (member.Joining is { } before)
            draft.Answer(before, new JoinReply(ErrorCode.RebalanceInProgress, member.Id));
        draft.Put(member with
        {
            Protocols = command.Protocols,
            SessionTimeout = command.SessionTimeout,
            RebalanceTimeout = command.RebalanceTimeout,
            Joining = command.Ticket,
        });
    }
}
