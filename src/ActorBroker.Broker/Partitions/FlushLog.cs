using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Asks a partition to have the disk keep what it appended, where nobody waits for that. Not answered.</summary>
internal sealed class FlushLog : INoSerializationVerificationNeeded
{
    public static readonly FlushLog Instance = new();
}
