using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Asks a partition to have the disk keep all that it appended. Not answered.</summary>
internal sealed class FlushLog : INoSerializationVerificationNeeded
{
    public static readonly FlushLog Instance = new();
}
