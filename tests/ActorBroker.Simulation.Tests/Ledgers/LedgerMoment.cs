namespace ActorBroker.Simulation.Tests.Ledgers;

/// <summary>What was known of a partition when somebody asked: no answer may be older.</summary>
/// <param name="Life">Which life of the broker it was.</param>
/// <param name="Power">How often the power had failed.</param>
/// <param name="AppendedEnd">Where what was acknowledged in any way ended; worth nothing once the power has failed.</param>
/// <param name="HighWatermark">The highest that was seen, or that an acknowledgement proves.</param>
/// <param name="LogStart">The highest that was seen, or that a deletion was promised to reach.</param>
internal readonly record struct LedgerMoment(int Life, int Power, long AppendedEnd, long HighWatermark, long LogStart);
