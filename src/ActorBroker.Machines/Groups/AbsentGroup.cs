using System.Diagnostics;
using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>What is answered for a group that does not exist.</summary>
public static class AbsentGroup
{
    /// <summary>The answer to a client's command; null when the command makes the group.</summary>
    public static GroupReply? Answer(GroupCommand command) => command switch
    {
        JoinGroup { MemberId.Length: 0 } => null,
        JoinGroup join => new JoinReply(ErrorCode.UnknownMemberId, join.MemberId),
        SyncGroup => SyncReply.Refused(ErrorCode.UnknownMemberId),
        Heartbeat => new ErrorReply(ErrorCode.UnknownMemberId),
        LeaveGroup => new LeaveReply(ErrorCode.UnknownMemberId, []),
        CommitOffsets { Generation: < 0 } => null,
        CommitOffsets => new OffsetsReply(ErrorCode.IllegalGeneration, []),
        DeleteOffsets => new OffsetsReply(ErrorCode.GroupIdNotFound, []),
        DeleteGroup => new ErrorReply(ErrorCode.GroupIdNotFound),
        FetchOffsets fetch => new FetchedOffsets([.. (fetch.Places ?? []).Select(place => KeyValuePair.Create(place, (CommittedOffset?)null))]),
        DescribeGroup => GroupDescription.None,
        _ => throw new UnreachableException(),
    };
}
