using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>A partition's message to itself: something waits in its <see cref="OwnerActions"/>.</summary>
internal sealed class RunOwnerActions : INoSerializationVerificationNeeded
{
    public static readonly RunOwnerActions Instance = new();
}
