using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Asks a partition to remove what is past its retention. Not answered.</summary>
internal sealed class RetainLog : INoSerializationVerificationNeeded
{
    public static readonly RetainLog Instance = new();
}
