using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>Asks a <see cref="BrokerNode"/> to answer with a <see cref="BrokerState"/> once it serves, or cannot.</summary>
public sealed class AwaitBroker : INoSerializationVerificationNeeded
{
    /// <summary>There is only one.</summary>
    public static readonly AwaitBroker Instance = new();
}
