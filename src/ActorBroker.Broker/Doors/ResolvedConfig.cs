namespace ActorBroker.Broker.Doors;

/// <summary>An entry with the value that holds.</summary>
/// <param name="Definition">The entry.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">Where it comes from.</param>
public readonly record struct ResolvedConfig(ConfigDefinition Definition, string Value, ConfigSource Source);
