namespace ActorBroker.Machines.Groups;

/// <summary>What a decision wants written to the group's partition of <c>__consumer_offsets</c>.</summary>
public abstract record GroupRecord;

/// <summary>The group is this.</summary>
/// <param name="Snapshot">What is kept of it.</param>
public sealed record GroupWritten(GroupSnapshot Snapshot) : GroupRecord;

/// <summary>The group is no more.</summary>
public sealed record GroupErased : GroupRecord;

/// <summary>The group has come this far in a partition.</summary>
/// <param name="Place">The partition.</param>
/// <param name="Committed">How far.</param>
public sealed record OffsetWritten(OffsetPlace Place, CommittedOffset Committed) : GroupRecord;

/// <summary>Nothing is kept of the group's way through a partition.</summary>
/// <param name="Place">The partition.</param>
public sealed record OffsetErased(OffsetPlace Place) : GroupRecord;
