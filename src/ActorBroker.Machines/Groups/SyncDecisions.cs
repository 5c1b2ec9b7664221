using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>Members want their assignments; the leader brings them.</summary>
internal static class SyncDecisions
{
    public static void Sync(GroupDraft draft, SyncGroup command)
    {
        var error = Judge(draft.State, command);
        if (error != ErrorCode.None)
        {
            draft.Answer(command.Ticket, SyncReply.Refused(error));
            return;
        }

        var member = draft.State.Members[command.MemberId] with { HasSynced = true };
        if (draft.State.Phase == GroupPhase.Stable)
        {
            draft.Put(draft.Renewed(member));
            draft.Answer(command.Ticket, new SyncReply(ErrorCode.None, draft.State.ProtocolType, draft.State.Protocol, member.Assignment));
        }
        else
            Wait(draft, command, member);

        if (draft.State.Members.Values.All(known => known.HasSynced))
            draft.State = draft.State with { SyncDeadline = null };
    }

    /// <summary>The leader's assignments are kept: hands them out, unless the group has gone on meanwhile.</summary>
    public static void OnKept(GroupDraft draft, AssignmentsKept kept)
    {
        if (draft.State.Phase == GroupPhase.CompletingRebalance && draft.State.Generation == kept.Generation)
            Rebalance.CompleteSync(draft, kept.Assignments);
    }

    /// <summary>The leader's assignments cannot be kept: whoever waits for them is told so, and the group tries again.</summary>
    public static void OnRefused(GroupDraft draft, AssignmentsKept refused)
    {
        if (draft.State.Phase != GroupPhase.CompletingRebalance || draft.State.Generation != refused.Generation)
            return;

        Rebalance.RefuseSyncs(draft, ErrorCode.UnknownServerError);
        Rebalance.Begin(draft);
    }

    private static ErrorCode Judge(GroupState state, SyncGroup command)
    {
        var error = Membership.Check(state, command.MemberId, command.InstanceId, command.Generation);
        if (error != ErrorCode.None)
            return error;
        if (IsOther(command.ProtocolType, state.ProtocolType) || IsOther(command.Protocol, state.Protocol))
            return ErrorCode.InconsistentGroupProtocol;
        return state.Phase == GroupPhase.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    private static bool IsOther(string? said, string? known) => said is not null && said != known;

    private static void Wait(GroupDraft draft, SyncGroup command, GroupMember member)
    {
        if (member.Syncing is { } before)
            draft.Answer(before, SyncReply.Refused(ErrorCode.RebalanceInProgress));
        draft.Put(member with { Syncing = command.Ticket });
        if (member.Id == draft.State.Leader)
            Keep(draft, command.Assignments);
    }

    private static void Keep(GroupDraft draft, ImmutableDictionary<string, ReadOnlyMemory<byte>> assignments)
    {
        // Who was left out is kept with nothing assigned, and who is no member is not kept.
        var state = draft.State;
        var members = state.Members.Values.Select(member => member with { Assignment = assignments.GetValueOrDefault(member.Id) });
        draft.Write(new GroupWritten(GroupSnapshot.Of(state) with { Since = draft.Now, Members = [.. members] }));
        draft.Follow(new AssignmentsKept(state.Generation, assignments));
    }
}
