using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>An offset that somebody wants kept.</summary>
/// <param name="Place">The partition.</param>
/// <param name="Offset">What would be read next.</param>
/// <param name="LeaderEpoch">The epoch of what was read last.</param>
/// <param name="Metadata">What is to be kept with it.</param>
public sealed record OffsetToCommit(OffsetPlace Place, Offset Offset, LeaderEpoch LeaderEpoch, string Metadata);
