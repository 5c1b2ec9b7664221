using ActorBroker.Broker.Doors;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Metrics;

/// <summary>How far a group has come in one partition, when it was last asked.</summary>
/// <param name="Group">The group.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Committed">What it would read next.</param>
/// <param name="Hosted">The partition's place here; null where this broker does not host it.</param>
internal sealed record GroupPlace(string Group, string Topic, PartitionIndex Partition, Offset Committed, HostedPartition? Hosted)
{
    /// <summary>What tells it from others.</summary>
    public KeyValuePair<string, object?>[] Labels { get; } = [new("consumergroup", Group), new("topic", Topic), new("partition", Partition.Value)];

    /// <summary>How many offsets lie before it, as of now; null where this broker does not lead the partition.</summary>
    public long? Lag => Hosted?.Entry is { Status: PartitionStatus.Leader } entry
        ? Math.Max(0, entry.ReadableEnd(ReadLevel.HighWatermark).Value - Committed.Value)
        : null;

    /// <summary>When the batch that it would read next was made, in milliseconds since 1970; null where that was not looked up, or no batch says so.</summary>
    public long? UnreadSince { get; init; }
}
