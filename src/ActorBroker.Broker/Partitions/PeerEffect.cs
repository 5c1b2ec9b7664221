using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>
/// What a partition wants told to another node: <see cref="ReplicaEffect.Demand"/>, <see cref="ReplicaEffect.Serve"/>,
/// <see cref="ReplicaEffect.Answer"/> or <see cref="ReplicaEffect.Propose"/>. May be lost; the machine asks again.
/// </summary>
internal sealed record PeerEffect(PartitionId Partition, ReplicaEffect Effect) : INoSerializationVerificationNeeded;
