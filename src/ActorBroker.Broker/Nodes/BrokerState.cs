using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>How a broker's start or stop ended.</summary>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record BrokerState(Exception? Failure) : INoSerializationVerificationNeeded
{
    /// <summary>It went well.</summary>
    public static readonly BrokerState Well = new((Exception?)null);
}
