using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Asks a partition to forget producers that have written nothing for too long. Not answered.</summary>
internal sealed class ExpireProducers : INoSerializationVerificationNeeded
{
    public static readonly ExpireProducers Instance = new();
}
