namespace ActorBroker.Simulation.Tests;

/// <summary>What came of a run.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Failure">What went wrong, in words; null for nothing.</param>
/// <param name="TraceHash">Of all that happened, in order.</param>
/// <param name="Faults">The kinds of faults that were planned.</param>
/// <param name="Lives">How often the broker was started.</param>
/// <param name="Steps">How many steps its processes took.</param>
/// <param name="Acknowledged">How many batches were acknowledged with acks=all.</param>
/// <param name="Generations">How many generations of groups were given their shares.</param>
/// <param name="KeptOffsets">How many offsets groups kept.</param>
/// <param name="Told">What happened, a line for each; empty unless it was asked for.</param>
internal sealed record Outcome(
    int Seed, string? Failure, ulong TraceHash, IReadOnlyList<string> Faults, int Lives, long Steps, int Acknowledged, int Generations, int KeptOffsets, IReadOnlyList<string> Told);
