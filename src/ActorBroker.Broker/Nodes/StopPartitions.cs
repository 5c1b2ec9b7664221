using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>Ends all partitions, their logs flushed and given back. Answered with <see cref="PartitionsStopped"/>.</summary>
internal sealed class StopPartitions : INoSerializationVerificationNeeded
{
    public static readonly StopPartitions Instance = new();
}
