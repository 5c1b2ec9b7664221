using ActorBroker.Broker.Controllers;
using ActorBroker.Broker.Doors;
using ActorBroker.Log.Disk;

namespace ActorBroker.Broker.Nodes;

/// <summary>What a broker is made of; composed by whoever starts it.</summary>
public sealed record BrokerContext
{
    /// <summary>What its operator decided.</summary>
    public required BrokerOptions Options { get; init; }

    /// <summary>What doors see of it.</summary>
    public required BrokerDoors Doors { get; init; }

    /// <summary>The controller that this node runs.</summary>
    public required ControllerContext Controller { get; init; }

    /// <summary>The disk of the log directories.</summary>
    public required ILogDisk Disk { get; init; }
}
