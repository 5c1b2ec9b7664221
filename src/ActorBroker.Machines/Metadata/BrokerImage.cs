using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>A broker as the controller knows it. Immutable.</summary>
/// <remarks>
/// A broker is <i>fenced</i> from its registration until it has caught up and whenever the cluster cannot reach it: it leads nothing and is
/// in no ISR that has another member (KIP-841). While it shuts down it is treated alike.
/// </remarks>
public sealed record BrokerImage
{
    /// <summary>The broker's number.</summary>
    public required BrokerId Id { get; init; }

    /// <summary>The run that registered last; given by the controller, unique in the cluster. Requests of an earlier one are refused.</summary>
    public required Incarnation Incarnation { get; init; }

    /// <summary>What the run named itself; the same text again is the same run, so that a registration may be repeated.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When this run registered, by the controller's clock, in whole milliseconds.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The last run that was unfenced, of this or an earlier registration; <see cref="Incarnation.None"/> when none was. No later run wrote records.</summary>
    public Incarnation LastActive { get; init; } = Incarnation.None;

    /// <summary>Where clients reach it, one entry for each listener.</summary>
    public ImmutableArray<BrokerEndpoint> Endpoints { get; init; } = [];

    /// <summary>Its rack or zone; null when it has none.</summary>
    public string? Rack { get; init; }

    /// <summary>The ids of its log directories.</summary>
    public ImmutableArray<Guid> LogDirectories { get; init; } = [];

    /// <summary>The feature levels that it can run at.</summary>
    public ImmutableArray<FeatureRange> Features { get; init; } = [];

    /// <summary>True while it may neither lead nor join an ISR.</summary>
    public bool IsFenced { get; init; } = true;

    /// <summary>True once it asked to stop; only a new registration ends that.</summary>
    public bool IsShuttingDown { get; init; }

    /// <summary>True when it may lead and be in an ISR.</summary>
    public bool IsActive => !IsFenced && !IsShuttingDown;
}
