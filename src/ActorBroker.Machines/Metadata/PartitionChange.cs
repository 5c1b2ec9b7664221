using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>A partition's new state, whole, so that the events before it need not be known.</summary>
/// <param name="Id">The partition.</param>
/// <param name="State">All that the controller decides of it.</param>
public readonly record struct PartitionChange(PartitionId Id, PartitionImage State);
