namespace ActorBroker.Journal.Storage;

/// <summary>Consecutive offsets of a log.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many; 1 and up.</param>
internal readonly record struct OffsetRange(long First, int Count);
