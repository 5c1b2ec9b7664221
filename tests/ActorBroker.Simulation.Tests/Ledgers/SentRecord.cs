namespace ActorBroker.Simulation.Tests.Ledgers;

/// <summary>A record as its producer made it.</summary>
internal sealed record SentRecord(long Timestamp, byte[]? Key, byte[] Value);
