using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Placement;

/// <summary>Where a partition's replicas are, or are to be; the preferred leader first.</summary>
public readonly record struct PlacedPartition(PartitionId Id, ImmutableArray<BrokerId> Replicas);
