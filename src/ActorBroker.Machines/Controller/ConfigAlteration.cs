namespace ActorBroker.Machines.Controller;

/// <summary>A change of one configuration entry.</summary>
/// <param name="Name">The entry.</param>
/// <param name="Operation">What to do.</param>
/// <param name="Value">The value, or the items with commas between; not used by <see cref="ConfigOperation.Delete"/>.</param>
public readonly record struct ConfigAlteration(string Name, ConfigOperation Operation, string? Value);
