namespace ActorBroker.Machines.Controller;

/// <summary>A feature level to be finalised for the whole cluster (KIP-584).</summary>
/// <param name="Name">The feature.</param>
/// <param name="Level">The level; 0 turns it off.</param>
/// <param name="Kind">In which direction it may go.</param>
public readonly record struct FeatureUpdate(string Name, short Level, FeatureUpdateKind Kind);
