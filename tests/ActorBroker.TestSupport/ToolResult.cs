namespace ActorBroker.TestSupport;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error, as text.</param>
public sealed record ToolResult(int ExitCode, byte[] Output, string Error);
