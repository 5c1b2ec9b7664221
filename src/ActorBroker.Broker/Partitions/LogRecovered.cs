using ActorBroker.Log.State;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>A partition's log was recovered after an unclean stop, or could not be; told to the partition's parent.</summary>
/// <param name="Id">The partition.</param>
/// <param name="Report">What the recovery found; null when it failed.</param>
internal sealed record LogRecovered(PartitionId Id, RecoveryReport? Report) : INoSerializationVerificationNeeded;
