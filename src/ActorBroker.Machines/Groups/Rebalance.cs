using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>The way from one generation to the next.</summary>
internal static class Rebalance
{
    /// <summary>Begins a rebalance; it may be over with that.</summary>
    public static void Begin(GroupDraft draft)
    {
        var isFirst = draft.State.Phase == GroupPhase.Empty;
        if (draft.State.Phase == GroupPhase.CompletingRebalance)
            RefuseSyncs(draft, ErrorCode.RebalanceInProgress);

        draft.State = draft.State with { SyncDeadline = null };
        draft.Enter(GroupPhase.PreparingRebalance);
        if (isFirst)
            Delay(draft, draft.Options.InitialRebalanceDelay, draft.State.RebalanceTimeout - draft.Options.InitialRebalanceDelay);
        else if (draft.State.HasEverybodyJoined)
            CompleteJoin(draft);
        else
            draft.State = draft.State with { JoinDeadline = draft.Now + draft.State.RebalanceTimeout };
    }

    /// <summary>Somebody joined, or left: begins a rebalance, or completes the one that waited for that.</summary>
    public static void BeginOrComplete(GroupDraft draft)
    {
        if (draft.State.Phase != GroupPhase.PreparingRebalance)
            Begin(draft);
        else if (draft.State.Delay is null && draft.State.HasEverybodyJoined)
            CompleteJoin(draft);
    }

    /// <summary>Members or expected ones are gone: those who stay need another generation, unless nobody had one.</summary>
    public static void AfterRemoval(GroupDraft draft)
    {
        if (draft.State.Phase is not (GroupPhase.Empty or GroupPhase.Dead))
            BeginOrComplete(draft);
    }

    /// <summary>The wait of a first rebalance is over, or begins once more.</summary>
    public static void EndDelay(GroupDraft draft)
    {
        var delay = draft.State.Delay!;
        if (delay.HasNewMember && delay.Remaining > TimeSpan.Zero)
            Delay(draft, Shorter(draft.Options.InitialRebalanceDelay, delay.Remaining), delay.Remaining - delay.Wait);
        else
            CompleteJoin(draft);
    }

    /// <summary>Goes on with those who have joined; static members who have not keep their place until their session ends.</summary>
    public static void CompleteJoin(GroupDraft draft)
    {
        foreach (var (_, member) in draft.State.Members)
        {
            if (member.Joining is null && member.InstanceId is null)
                draft.Remove(member);
        }

        draft.State = draft.State with { Delay = null, JoinDeadline = null };
        if (draft.State.Members.IsEmpty)
            BecomeEmpty(draft);
        else if (ElectJoined(draft))
            BeginGeneration(draft);
        else
            draft.State = draft.State with { JoinDeadline = draft.Now + Longer(draft.State.RebalanceTimeout, draft.Options.SessionTimeoutMin) };
    }

    /// <summary>Hands the assignments out.</summary>
    public static void CompleteSync(GroupDraft draft, ImmutableDictionary<string, ReadOnlyMemory<byte>> assignments)
    {
        var state = draft.State;
        foreach (var (id, member) in state.Members)
        {
            var assigned = member with { Assignment = assignments.GetValueOrDefault(id) };
            if (member.Syncing is { } ticket)
            {
                draft.Answer(ticket, new SyncReply(ErrorCode.None, state.ProtocolType, state.Protocol, assigned.Assignment));
                assigned = draft.Renewed(assigned with { Syncing = null });
            }

            draft.Put(assigned);
        }

        draft.Enter(GroupPhase.Stable);
    }

    /// <summary>All members as the leader is told of them.</summary>
    public static ImmutableArray<JoinedMember> MembersFor(GroupState state, string memberId) => memberId != state.Leader
        ? []
        : [.. state.Members.Values.Select(member => new JoinedMember(member.Id, member.InstanceId, member.MetadataFor(state.Protocol)))];

    private static void Delay(GroupDraft draft, TimeSpan wait, TimeSpan remaining)
    {
        if (wait <= TimeSpan.Zero)
        {
            CompleteJoin(draft);
            return;
        }

        remaining = remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining;
        draft.State = draft.State with { Delay = new InitialDelay(draft.Now + wait, wait, remaining, HasNewMember: false) };
    }

    private static void BecomeEmpty(GroupDraft draft)
    {
        draft.State = draft.State with { Generation = draft.State.Generation + 1, Protocol = null, Leader = null, SyncDeadline = null };
        draft.Enter(GroupPhase.Empty);
        draft.WriteGroup();
    }

    /// <summary>A leader who has not joined again gives way to a member who has.</summary>
    /// <returns>False when nobody has joined: only static members are left, and they are away.</returns>
    private static bool ElectJoined(GroupDraft draft)
    {
        var state = draft.State;
        if (state.Leader is { } leader && state.Members[leader].Joining is not null)
            return true;

        var joined = state.Members.Values.FirstOrDefault(member => member.Joining is not null);
        draft.State = state with { Leader = joined?.Id ?? state.Leader };
        return joined is not null;
    }

    private static void BeginGeneration(GroupDraft draft)
    {
        draft.State = draft.State with
        {
            Generation = draft.State.Generation + 1,
            Protocol = ProtocolVote.Choose(draft.State),
            SyncDeadline = draft.Now + draft.State.RebalanceTimeout,
        };
        draft.Enter(GroupPhase.CompletingRebalance);
        var state = draft.State;
        foreach (var (id, member) in state.Members)
        {
            if (member.Joining is { } ticket)
                draft.Answer(ticket, Joined(state, id));
            draft.Put(draft.Renewed(member with { Joining = null, IsNew = false, HasSynced = false }));
        }
    }

    /// <summary>What a member who has joined is told of the present generation.</summary>
    public static JoinReply Joined(GroupState state, string memberId) => new(ErrorCode.None, memberId)
    {
        Generation = state.Generation,
        ProtocolType = state.ProtocolType,
        Protocol = state.Protocol,
        Leader = state.Leader!,
        Members = MembersFor(state, memberId),
    };

    /// <summary>The generation is given up before it had assignments.</summary>
    public static void RefuseSyncs(GroupDraft draft, ErrorCode error)
    {
        foreach (var (_, member) in draft.State.Members)
        {
            var without = member with { Assignment = ReadOnlyMemory<byte>.Empty };
            if (member.Syncing is { } ticket)
            {
                draft.Answer(ticket, SyncReply.Refused(error));
                without = draft.Renewed(without with { Syncing = null });
            }

            draft.Put(without);
        }
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
