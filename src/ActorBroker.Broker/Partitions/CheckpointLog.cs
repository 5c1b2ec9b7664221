using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Asks a partition to make its log clean: a flush after which a crash need not scan it. Not answered.</summary>
internal sealed class CheckpointLog : INoSerializationVerificationNeeded
{
    public static readonly CheckpointLog Instance = new();
}
