using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>How far a group has come in a partition.</summary>
/// <param name="Offset">What it would read next.</param>
/// <param name="LeaderEpoch">The epoch of what it read last (KIP-320); <see cref="LeaderEpoch.None"/> when it did not say.</param>
/// <param name="Metadata">What the client wanted to be kept with it.</param>
/// <param name="CommittedAt">When it was committed.</param>
/// <param name="ExpiresAt">When it goes, whatever the retention: clients below OffsetCommit 5 could say that; null for all others.</param>
public sealed record CommittedOffset(Offset Offset, LeaderEpoch LeaderEpoch, string Metadata, DateTimeOffset CommittedAt, DateTimeOffset? ExpiresAt = null);
