using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>What a broker says of itself when it starts.</summary>
public sealed record BrokerRegistration
{
    /// <summary>Its configured number.</summary>
    public required BrokerId Id { get; init; }

    /// <summary>A new random value for each run, so that a registration that was lost on its way can be sent again.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The cluster that its log directories belong to; null when they are new.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Where clients reach it.</summary>
    public ImmutableArray<BrokerEndpoint> Endpoints { get; init; } = [];

    /// <summary>Its rack or zone; null when it has none.</summary>
    public string? Rack { get; init; }

    /// <summary>The ids of its log directories.</summary>
    public ImmutableArray<Guid> LogDirectories { get; init; } = [];

    /// <summary>The feature levels that it can run at; a feature that is not here must be off.</summary>
    public ImmutableArray<FeatureRange> Features { get; init; } = [];

    /// <summary>
    /// The incarnation that its logs were last written in, if they are known to hold all that they acknowledged: after a clean stop, or when
    /// every acknowledgement waited for the disk. <see cref="Incarnation.None"/> otherwise, and after a start on new or restored disks.
    /// Unless it is the last one that was unfenced, or a later one that asked for it in vain, none of the broker's replicas counts as complete
    /// (KIP-966). A broker makes its new incarnation durable before it asks to be unfenced.
    /// </summary>
    public Incarnation CompleteSince { get; init; } = Incarnation.None;

    /// <summary>Replicas that are not complete although the others are: damaged ones, and those that acknowledge before the disk has it.</summary>
    public ImmutableHashSet<PartitionId> Incomplete { get; init; } = [];

    /// <summary>True when the caller knows from the cluster's membership that no earlier run of this broker lives.</summary>
    public bool IsPredecessorGone { get; init; }
}
