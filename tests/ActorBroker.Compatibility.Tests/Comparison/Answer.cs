namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>One line of what a client was told.</summary>
/// <param name="Step">What it had asked for.</param>
/// <param name="Line">What it printed, without what differs from run to run.</param>
internal sealed record Answer(string Step, string Line);
