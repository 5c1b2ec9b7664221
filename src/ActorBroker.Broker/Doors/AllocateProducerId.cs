using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>Asks for a producer id that nobody ever had (InitProducerId, key 22). The sender gets an <see cref="AllocatedProducerId"/>.</summary>
public sealed class AllocateProducerId : INoSerializationVerificationNeeded
{
    /// <summary>There is only one.</summary>
    public static readonly AllocateProducerId Instance = new();
}
