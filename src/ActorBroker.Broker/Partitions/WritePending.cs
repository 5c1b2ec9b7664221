using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>A partition's message to itself: what was gathered before it is written at once.</summary>
internal sealed class WritePending : INoSerializationVerificationNeeded
{
    public static readonly WritePending Instance = new();
}
