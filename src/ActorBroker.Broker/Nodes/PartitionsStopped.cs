using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>All partitions have ended.</summary>
internal sealed class PartitionsStopped : INoSerializationVerificationNeeded
{
    public static readonly PartitionsStopped Instance = new();
}
