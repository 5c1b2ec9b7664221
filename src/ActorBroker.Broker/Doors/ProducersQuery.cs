using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>Asks a partition what it knows of its producers (DescribeProducers, key 61). The sender is answered with a <see cref="ProducersAnswer"/>.</summary>
public sealed class ProducersQuery : INoSerializationVerificationNeeded
{
    private ProducersQuery()
    {
    }

    /// <summary>The one there is.</summary>
    public static ProducersQuery Instance { get; } = new();
}
