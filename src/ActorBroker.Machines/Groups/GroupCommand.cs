using System.Collections.Immutable;

namespace ActorBroker.Machines.Groups;

/// <summary>What a group is asked to do, or to look at. Each that comes from a client has its <see cref="GroupReply"/>, named in its summary.</summary>
public abstract record GroupCommand
{
    /// <summary>The caller's mark, which the answer carries; unique among commands that are not answered.</summary>
    public long Ticket { get; init; }
}

/// <summary>Enter, or stay through a rebalance (API 11). <see cref="JoinReply"/>, at the end of the rebalance.</summary>
public sealed record JoinGroup : GroupCommand
{
    /// <summary>Random, for an id if one is to be given.</summary>
    public required Guid FreshId { get; init; }

    /// <summary>The member; empty for one that has no id yet.</summary>
    public required string MemberId { get; init; }

    /// <summary>The static member's name (KIP-345); null for a dynamic one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What the client calls itself.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where it connected from.</summary>
    public required string ClientHost { get; init; }

    /// <summary>How long it may be silent.</summary>
    public required TimeSpan SessionTimeout { get; init; }

    /// <summary>How long it may take to join again.</summary>
    public required TimeSpan RebalanceTimeout { get; init; }

    /// <summary>The kind of group that it takes this for.</summary>
    public required string ProtocolType { get; init; }

    /// <summary>What it offers, best first.</summary>
    public required ImmutableArray<GroupProtocol> Protocols { get; init; }

    /// <summary>True when a dynamic member must be given its id before it is let in (KIP-394; version 4 and up).</summary>
    public bool NeedsKnownId { get; init; }

    /// <summary>True when the client understands that it leads but need not assign (KIP-814; version 9 and up).</summary>
    public bool CanSkipAssignment { get; init; }
}

/// <summary>Hand in the assignments, or wait for one's own (API 14). <see cref="SyncReply"/>, once the leader's are kept.</summary>
public sealed record SyncGroup : GroupCommand
{
    /// <summary>The member.</summary>
    public required string MemberId { get; init; }

    /// <summary>The static member's name; null for a dynamic one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The generation that the member knows.</summary>
    public required int Generation { get; init; }

    /// <summary>What it takes the group for; null below version 5.</summary>
    public string? ProtocolType { get; init; }

    /// <summary>How it assigned; null below version 5.</summary>
    public string? Protocol { get; init; }

    /// <summary>The assignments by member; empty but for the leader's.</summary>
    public ImmutableDictionary<string, ReadOnlyMemory<byte>> Assignments { get; init; } = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
}

/// <summary>Still here (API 12). <see cref="ErrorReply"/>.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="InstanceId">The static member's name; null for a dynamic one.</param>
/// <param name="Generation">The generation that the member knows.</param>
public sealed record Heartbeat(string MemberId, string? InstanceId, int Generation) : GroupCommand;

/// <summary>Take members out (API 13). <see cref="LeaveReply"/>.</summary>
/// <param name="Members">Who: by id, or static ones by name and an empty id.</param>
public sealed record LeaveGroup(ImmutableArray<LeavingMember> Members) : GroupCommand;

/// <summary>Keep offsets (API 8). <see cref="OffsetsReply"/>, once they are kept.</summary>
public sealed record CommitOffsets : GroupCommand
{
    /// <summary>The member; empty for somebody who is none.</summary>
    public required string MemberId { get; init; }

    /// <summary>The static member's name; null for a dynamic one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The generation that the member knows; -1 for somebody who is no member.</summary>
    public required int Generation { get; init; }

    /// <summary>How long the offsets are kept; null for as long as the broker says.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The offsets, in the order of their answers.</summary>
    public required ImmutableArray<OffsetToCommit> Offsets { get; init; }
}

/// <summary>Forget offsets (API 47). <see cref="OffsetsReply"/>.</summary>
/// <param name="Places">Of which partitions.</param>
/// <param name="Subscribed">The topics that the members read; null when that is not known.</param>
public sealed record DeleteOffsets(ImmutableArray<OffsetPlace> Places, ImmutableHashSet<string>? Subscribed) : GroupCommand;

/// <summary>Delete the group with its offsets (API 42). <see cref="ErrorReply"/>.</summary>
public sealed record DeleteGroup : GroupCommand;

/// <summary>Tell offsets (API 9). <see cref="FetchedOffsets"/>.</summary>
/// <param name="Places">Of which partitions; null for all that are kept.</param>
public sealed record FetchOffsets(ImmutableArray<OffsetPlace>? Places) : GroupCommand;

/// <summary>Tell what the group is (API 15). <see cref="GroupDescription"/>.</summary>
public sealed record DescribeGroup : GroupCommand;

/// <summary>Time has passed: look at the deadlines. No reply.</summary>
public sealed record CheckDeadlines : GroupCommand;

/// <summary>Let go of offsets that are past their retention, and of the group when nothing is left of it (KIP-211). No reply.</summary>
/// <param name="Subscribed">The topics that the members read; null when that is not known.</param>
public sealed record ExpireOffsets(ImmutableHashSet<string>? Subscribed) : GroupCommand;

/// <summary>Topics are no more: forget the offsets in them. No reply.</summary>
/// <param name="Topics">Their names.</param>
public sealed record ForgetTopics(ImmutableHashSet<string> Topics) : GroupCommand;

/// <summary>A leader's assignments are kept: hand them out. No reply. The machine asks for this command itself.</summary>
/// <param name="Generation">Whose.</param>
/// <param name="Assignments">By member.</param>
public sealed record AssignmentsKept(int Generation, ImmutableDictionary<string, ReadOnlyMemory<byte>> Assignments) : GroupCommand;
