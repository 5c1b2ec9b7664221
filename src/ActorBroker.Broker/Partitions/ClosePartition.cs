using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Ends a partition: its log is flushed and given back, the sender gets <see cref="PartitionClosed"/>, and the actor stops.</summary>
/// <param name="IsGone">True when the topic was deleted or the replica moved: its log need not be flushed, and is deleted afterwards.</param>
internal sealed record ClosePartition(bool IsGone) : INoSerializationVerificationNeeded;

/// <summary>A partition has ended.</summary>
/// <param name="Id">Which.</param>
internal sealed record PartitionClosed(PartitionId Id) : INoSerializationVerificationNeeded;
