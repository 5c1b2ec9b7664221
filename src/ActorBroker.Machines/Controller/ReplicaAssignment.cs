using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Who is to keep a partition, the preferred leader first.</summary>
public readonly record struct ReplicaAssignment(PartitionIndex Index, ImmutableArray<BrokerId> Brokers);
