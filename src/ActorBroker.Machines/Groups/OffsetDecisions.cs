using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>Offsets are kept, and let go of.</summary>
internal static class OffsetDecisions
{
    public static void Commit(GroupDraft draft, CommitOffsets command)
    {
        var error = Judge(draft.State, command);
        if (error != ErrorCode.None)
        {
            draft.Answer(command.Ticket, new OffsetsReply(error, []));
            return;
        }

        // A commit is a sign of life.
        if (draft.State.Members.GetValueOrDefault(command.MemberId) is { } member)
            draft.Put(draft.Renewed(member));
        var errors = command.Offsets.Select(offset => Commit(draft, offset, command.Retention)).ToImmutableArray();
        if (errors.Contains(ErrorCode.None))
            draft.AnswerWhenKept(command.Ticket, new OffsetsReply(ErrorCode.None, errors));
        else
            draft.Answer(command.Ticket, new OffsetsReply(ErrorCode.None, errors));
    }

    public static void Fetch(GroupDraft draft, GroupOffsets offsets, FetchOffsets command)
    {
        var places = command.Places ?? [.. offsets.Kept.Select(pair => pair.Key)];
        draft.Answer(command.Ticket, new FetchedOffsets([.. places.Select(place => KeyValuePair.Create(place, offsets.Find(place)))]));
    }

    public static void Delete(GroupDraft draft, GroupOffsets offsets, DeleteOffsets command)
    {
        var state = draft.State;
        var error = state.Phase == GroupPhase.Dead ? ErrorCode.GroupIdNotFound
            : state.Phase != GroupPhase.Empty && !state.IsOfConsumers ? ErrorCode.NonEmptyGroup
            : ErrorCode.None;
        if (error != ErrorCode.None)
        {
            draft.Answer(command.Ticket, new OffsetsReply(error, []));
            return;
        }

        var errors = command.Places.Select(place => Delete(draft, offsets, place, command.Subscribed)).ToImmutableArray();
        draft.AnswerWhenKept(command.Ticket, new OffsetsReply(ErrorCode.None, errors));
    }

    public static void DeleteGroup(GroupDraft draft, GroupOffsets offsets, DeleteGroup command)
    {
        var phase = draft.State.Phase;
        if (phase != GroupPhase.Empty)
        {
            var error = phase == GroupPhase.Dead ? ErrorCode.GroupIdNotFound : ErrorCode.NonEmptyGroup;
            draft.Answer(command.Ticket, new ErrorReply(error));
            return;
        }

        Erase(draft, offsets.AllPlaces);
        draft.AnswerWhenKept(command.Ticket, new ErrorReply(ErrorCode.None));
    }

    public static void Expire(GroupDraft draft, GroupOffsets offsets, ExpireOffsets command)
    {
        var gone = offsets.Kept.Where(pair => !offsets.IsUnderWay(pair.Key) && IsExpired(draft, pair, command.Subscribed)).Select(pair => pair.Key).ToList();
        if (draft.State.Phase == GroupPhase.Empty && draft.State.Pending.IsEmpty && offsets.Count == gone.Count && !offsets.HasAnyUnderWay)
            Erase(draft, gone);
        else
        {
            foreach (var place in gone)
                draft.Write(new OffsetErased(place));
        }
    }

    public static void Forget(GroupDraft draft, GroupOffsets offsets, ForgetTopics command)
    {
        foreach (var place in offsets.AllPlaces)
        {
            if (command.Topics.Contains(place.Topic))
                draft.Write(new OffsetErased(place));
        }
    }

    private static ErrorCode Judge(GroupState state, CommitOffsets command)
    {
        if (state.Phase == GroupPhase.Dead)
            return ErrorCode.CoordinatorNotAvailable;

        // Somebody who is no member keeps offsets in a group that has none: tools, and clients that assign themselves.
        if (command.Generation < 0 && state.Phase == GroupPhase.Empty)
            return ErrorCode.None;
        if (command.Generation < 0 && command.MemberId.Length == 0 && command.InstanceId is null)
            return ErrorCode.UnknownMemberId;

        var error = Membership.Check(state, command.MemberId, command.InstanceId, command.Generation);
        return error == ErrorCode.None && state.Phase == GroupPhase.CompletingRebalance ? ErrorCode.RebalanceInProgress : error;
    }

    private static ErrorCode Commit(GroupDraft draft, OffsetToCommit offset, TimeSpan? retention)
    {
        if (offset.Metadata.Length > draft.Options.OffsetMetadataMax)
            return ErrorCode.OffsetMetadataTooLarge;

        var committed = new CommittedOffset(offset.Offset, offset.LeaderEpoch, offset.Metadata, draft.Now, draft.Now + retention);
        draft.Write(new OffsetWritten(offset.Place, committed));
        return ErrorCode.None;
    }

    private static ErrorCode Delete(GroupDraft draft, GroupOffsets offsets, OffsetPlace place, ImmutableHashSet<string>? subscribed)
    {
        var isInUse = draft.State.Phase != GroupPhase.Empty && (subscribed?.Contains(place.Topic) ?? true);
        if (isInUse)
            return ErrorCode.GroupSubscribedToTopic;
        if (offsets.Find(place) is not null || offsets.IsUnderWay(place))
            draft.Write(new OffsetErased(place));
        return ErrorCode.None;
    }

    private static void Erase(GroupDraft draft, IEnumerable<OffsetPlace> places)
    {
        foreach (var place in places)
            draft.Write(new OffsetErased(place));
        draft.Write(new GroupErased());
        draft.Enter(GroupPhase.Dead);
    }

    private static bool IsExpired(GroupDraft draft, KeyValuePair<OffsetPlace, CommittedOffset> kept, ImmutableHashSet<string>? subscribed)
    {
        var state = draft.State;
        DateTimeOffset? since = state.ProtocolType is null ? kept.Value.CommittedAt
            : state.Phase == GroupPhase.Empty ? state.Since ?? kept.Value.CommittedAt
            : state.Phase == GroupPhase.Stable && state.IsOfConsumers && subscribed?.Contains(kept.Key.Topic) == false ? kept.Value.CommittedAt
            : null;
        return since is not null && (kept.Value.ExpiresAt ?? since + draft.Options.OffsetsRetention) <= draft.Now;
    }
}
