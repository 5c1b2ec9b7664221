using ActorBroker.Log.Compaction;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>The sender's log is due for compaction.</summary>
internal sealed record CompactionDue(CompactionState State) : INoSerializationVerificationNeeded;
