using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>A replica and the run of its broker that the leader saw; <see cref="Incarnation.None"/> when the leader does not know it (KIP-903).</summary>
public readonly record struct ReplicaIncarnation(BrokerId Broker, Incarnation Incarnation);
