using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Asks a partition to have the disk keep what it appended where nobody waits for that, if it is much. Not answered.</summary>
internal sealed class FlushBacklog : INoSerializationVerificationNeeded
{
    public static readonly FlushBacklog Instance = new();
}
