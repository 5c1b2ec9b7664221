namespace Akka.Pattern;

/// <summary>When the child sends <see cref="BackoffSupervisor.Reset"/> to its parent.</summary>
internal sealed record ManualReset : IBackoffReset;
