using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Has a partition compact its log now. Answered with <see cref="CompactionEnded"/> when that has ended, and at once when there is nothing to do.</summary>
internal sealed class CompactLog : INoSerializationVerificationNeeded
{
    public static readonly CompactLog Instance = new();
}
