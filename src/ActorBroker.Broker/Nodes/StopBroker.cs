using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>
/// Asks a <see cref="BrokerNode"/> to hand over its leaderships, flush and give back its logs, and leave its directories clean. Answered with a
/// <see cref="BrokerState"/> when that is done; the actor then stops.
/// </summary>
public sealed class StopBroker : INoSerializationVerificationNeeded
{
    /// <summary>There is only one.</summary>
    public static readonly StopBroker Instance = new();
}
