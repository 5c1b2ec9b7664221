using ActorBroker.Machines.Groups;

namespace ActorBroker.Broker.Doors;

/// <summary>How this broker looks after groups. Immutable; read from <see cref="BrokerConfigs"/> at the start.</summary>
public sealed record GroupSettings
{
    /// <summary>The limits and times of groups.</summary>
    public required GroupOptions Groups { get; init; }

    /// <summary>How often offsets past their retention are looked for.</summary>
    public required TimeSpan ExpiryInterval { get; init; }

    /// <summary>How many partitions <c>__consumer_offsets</c> is made with.</summary>
    public required int PartitionCount { get; init; }

    /// <summary>How many replicas it is made with, where there are so many brokers.</summary>
    public required int ReplicationFactor { get; init; }

    /// <summary>How large its segments get, in bytes.</summary>
    public required int SegmentBytes { get; init; }
}
