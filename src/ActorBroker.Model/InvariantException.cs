namespace ActorBroker.Model;

/// <summary>An <see cref="Invariant"/> did not hold: the program is wrong, not its input or the world.</summary>
public sealed class InvariantException(string message) : Exception(message);
