using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>The answer to a <see cref="GroupCommand"/>.</summary>
/// <param name="Error">How it ended, by Kafka's numbers.</param>
public abstract record GroupReply(ErrorCode Error);

/// <summary>The answer to commands that need no more, and the refusal of any.</summary>
/// <param name="Error">How it ended.</param>
public sealed record ErrorReply(ErrorCode Error) : GroupReply(Error);

/// <summary>The answer to <see cref="JoinGroup"/>.</summary>
/// <param name="Error">How it ended.</param>
/// <param name="MemberId">The member's id from now on; on an error the one that it came with, but for <see cref="ErrorCode.MemberIdRequired"/>, which gives it one.</param>
public sealed record JoinReply(ErrorCode Error, string MemberId) : GroupReply(Error)
{
    /// <summary>The generation; -1 on an error.</summary>
    public int Generation { get; init; } = -1;

    /// <summary>The kind of group; null on an error.</summary>
    public string? ProtocolType { get; init; }

    /// <summary>How this generation assigns; null on an error.</summary>
    public string? Protocol { get; init; }

    /// <summary>Who assigns; empty on an error.</summary>
    public string Leader { get; init; } = "";

    /// <summary>All members, for the leader; empty for everybody else.</summary>
    public ImmutableArray<JoinedMember> Members { get; init; } = [];

    /// <summary>True for a leader whose assignments of before hold on (KIP-814).</summary>
    public bool SkipsAssignment { get; init; }
}

/// <summary>The answer to <see cref="SyncGroup"/>.</summary>
/// <param name="Error">How it ended.</param>
/// <param name="ProtocolType">The kind of group; null on an error.</param>
/// <param name="Protocol">How this generation assigns; null on an error.</param>
/// <param name="Assignment">What is assigned to the member.</param>
public sealed record SyncReply(ErrorCode Error, string? ProtocolType, string? Protocol, ReadOnlyMemory<byte> Assignment) : GroupReply(Error)
{
    /// <summary>A refusal.</summary>
    public static SyncReply Refused(ErrorCode error) => new(error, null, null, ReadOnlyMemory<byte>.Empty);
}

/// <summary>The answer to <see cref="LeaveGroup"/>.</summary>
/// <param name="Error">How it ended as a whole.</param>
/// <param name="Members">One entry for each member, in order; empty on an error.</param>
public sealed record LeaveReply(ErrorCode Error, ImmutableArray<LeftMember> Members) : GroupReply(Error);

/// <summary>The answer to <see cref="CommitOffsets"/> and <see cref="DeleteOffsets"/>.</summary>
/// <param name="Error">How it ended as a whole.</param>
/// <param name="Errors">One for each partition, in order; empty when the whole was refused.</param>
public sealed record OffsetsReply(ErrorCode Error, ImmutableArray<ErrorCode> Errors) : GroupReply(Error);

/// <summary>The answer to <see cref="FetchOffsets"/>.</summary>
/// <param name="Offsets">One entry for each partition, in order; null for one that has none.</param>
public sealed record FetchedOffsets(ImmutableArray<KeyValuePair<OffsetPlace, CommittedOffset?>> Offsets) : GroupReply(ErrorCode.None);

/// <summary>The answer to <see cref="DescribeGroup"/>.</summary>
/// <param name="Error"><see cref="ErrorCode.GroupIdNotFound"/> when there is no such group.</param>
/// <param name="State">The group; <see cref="GroupPhase.Dead"/> when there is none.</param>
public sealed record GroupDescription(ErrorCode Error, GroupState State) : GroupReply(Error)
{
    /// <summary>What is told of a group that does not exist.</summary>
    public static GroupDescription None { get; } = new(ErrorCode.GroupIdNotFound, GroupState.New with { Phase = GroupPhase.Dead });
}
