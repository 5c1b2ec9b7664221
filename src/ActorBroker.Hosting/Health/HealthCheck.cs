namespace ActorBroker.Hosting.Health;

/// <summary>One thing that has to be well before clients are sent to a broker.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Trouble">What is not well, in a sentence; null when it is.</param>
internal sealed record HealthCheck(string Name, string? Trouble);
