using ActorBroker.Model;

namespace ActorBroker.Machines.Placement;

/// <summary>A broker that replicas can be placed on.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Rack">Its rack; null is a rack of its own, that of all brokers without one.</param>
/// <param name="IsActive">False when it is fenced or shuts down: it gets replicas only where its rack has no active broker left, and leads none.</param>
public readonly record struct PlacementBroker(BrokerId Id, string? Rack, bool IsActive = true);
