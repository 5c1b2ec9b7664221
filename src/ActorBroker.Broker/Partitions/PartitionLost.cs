using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>A partition's actor has ended without being asked to, and its log is given back: another may be started.</summary>
internal sealed record PartitionLost(PartitionId Id) : INoSerializationVerificationNeeded;
