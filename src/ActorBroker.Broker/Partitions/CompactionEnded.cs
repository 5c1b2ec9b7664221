using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>The sender no longer compacts its log.</summary>
internal sealed class CompactionEnded : INoSerializationVerificationNeeded
{
    public static readonly CompactionEnded Instance = new();
}
