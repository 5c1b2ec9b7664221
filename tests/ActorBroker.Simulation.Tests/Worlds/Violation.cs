namespace ActorBroker.Simulation.Tests.Worlds;

/// <summary>The broker broke a promise.</summary>
internal sealed class Violation(string message) : Exception(message);
