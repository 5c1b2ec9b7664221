using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>Is somebody who he says he is?</summary>
internal static class Membership
{
    /// <summary>
    /// <see cref="ErrorCode.None"/>; <see cref="ErrorCode.FencedInstanceId"/> when another member has the static name (KIP-345);
    /// <see cref="ErrorCode.UnknownMemberId"/> when nobody has it, or the id.
    /// </summary>
    public static ErrorCode Check(GroupState state, string memberId, string? instanceId)
    {
        if (instanceId is not null)
        {
            var holder = state.FindStatic(instanceId);
            if (holder is null)
                return ErrorCode.UnknownMemberId;
            if (holder.Id != memberId)
                return ErrorCode.FencedInstanceId;
        }

        return state.Members.ContainsKey(memberId) ? ErrorCode.None : ErrorCode.UnknownMemberId;
    }

    /// <summary>The same, and is it of the present generation?</summary>
    public static ErrorCode Check(GroupState state, string memberId, string? instanceId, int generation)
    {
        if (state.Phase == GroupPhase.Dead)
            return ErrorCode.CoordinatorNotAvailable;

        var error = Check(state, memberId, instanceId);
        return error != ErrorCode.None ? error : generation != state.Generation ? ErrorCode.IllegalGeneration : ErrorCode.None;
    }
}
