using System.Collections.Immutable;

namespace ActorBroker.Machines.Replication;

/// <summary>What a replica decided. The events are made durable first; then the effects are carried out in their order, and the machine is the next one.</summary>
/// <param name="Next">The replica from now on.</param>
/// <param name="Events">What has to be remembered; nothing but when roles change or the log fails.</param>
/// <param name="Effects">What to do.</param>
public sealed record ReplicaDecision(ReplicaMachine Next, ImmutableArray<ReplicaEvent> Events, ImmutableArray<ReplicaEffect> Effects);
