using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Where a partition's replicas are to be (KIP-455).</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Replicas">The replicas that it is to have, the preferred leader first; the default value to cancel what is under way.</param>
public readonly record struct Reassignment(TopicPartition Partition, ImmutableArray<BrokerId> Replicas);
