using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Asks a partition whether its log is due for compaction. Answered with <see cref="CompactionDue"/>, and not at all when it is not.</summary>
internal sealed class InspectCompaction : INoSerializationVerificationNeeded
{
    public static readonly InspectCompaction Instance = new();
}
