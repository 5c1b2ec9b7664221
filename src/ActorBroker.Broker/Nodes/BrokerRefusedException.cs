using ActorBroker.Machines.Controller;
using ActorBroker.Model;

namespace ActorBroker.Broker.Nodes;

/// <summary>The controller did not let a broker in.</summary>
public sealed class BrokerRefusedException : Exception
{
    /// <summary>This broker was refused so.</summary>
    public BrokerRefusedException(BrokerId broker, ControllerError error)
        : base($"The controller refuses broker {broker}: {error.Code}{(error.Message is null ? "" : $", {error.Message}")}")
    {
        Broker = broker;
        Error = error;
    }

    /// <summary>The broker.</summary>
    public BrokerId Broker { get; }

    /// <summary>Why.</summary>
    public ControllerError Error { get; }
}
