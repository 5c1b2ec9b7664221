namespace ActorBroker.Benchmarks.Disk;

/// <summary>What one run of a <see cref="FlushWay"/> gave.</summary>
/// <param name="MiBPerSecond">Bytes made durable.</param>
/// <param name="WaitMs">The median time from an append to the flush that covered it.</param>
internal readonly record struct FlushRate(double MiBPerSecond, double WaitMs);
