namespace ActorBroker.Server.Remote;

/// <summary>A value that an entry of a configuration has somewhere.</summary>
/// <param name="Name">The name that it has there.</param>
/// <param name="Value">The value; null where there is none.</param>
/// <param name="Source">Where.</param>
internal sealed record ConfigSynonym(string Name, string? Value, ConfigSource Source);
