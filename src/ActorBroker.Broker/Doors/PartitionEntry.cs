using ActorBroker.Log.Reading;
using ActorBroker.Model;

namespace ActorBroker.Broker.Doors;

/// <summary>
/// All that a door needs of a partition at one moment. The partition publishes another after each change, before it tells anybody of it.
/// </summary>
/// <param name="Status">What the replica is.</param>
/// <param name="LeaderEpoch">The epoch in which it is that; <see cref="LeaderEpoch.None"/> before it was told any.</param>
/// <param name="View">The log; null while it is not open, and only then.</param>
/// <param name="Settings">How the topic is kept.</param>
/// <remarks>Immutable.</remarks>
public sealed record PartitionEntry(PartitionStatus Status, LeaderEpoch LeaderEpoch, ReadView? View, TopicSettings Settings)
{
    /// <summary>Up to where a reader may see; offset 0 while the log is not open.</summary>
    public Offset ReadableEnd(ReadLevel level) => View is not { Bounds: var bounds }
        ? Offset.Zero
        : level switch
        {
            ReadLevel.LogEnd => bounds.End,
            ReadLevel.Committed => bounds.LastStable,
            _ => bounds.HighWatermark,
        };
}
