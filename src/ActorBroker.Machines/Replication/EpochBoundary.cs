using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>Where an epoch ends in one log (KIP-101, KIP-279).</summary>
/// <param name="Epoch">The largest epoch in the log that is not above the one asked for; <see cref="LeaderEpoch.None"/> when there is none.</param>
/// <param name="End">The first offset of a later epoch, or the log's end; <see cref="Offset.None"/> without an epoch.</param>
public readonly record struct EpochBoundary(LeaderEpoch Epoch, Offset End)
{
    /// <summary>No epoch is known.</summary>
    public static readonly EpochBoundary None = new(LeaderEpoch.None, Offset.None);
}
