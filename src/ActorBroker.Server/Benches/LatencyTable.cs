namespace ActorBroker.Server.Benches;

/// <summary>The durations of a run, in milliseconds; see <see cref="LatencyHistogram"/> for how exact they are. The largest is exact.</summary>
internal sealed record LatencyTable(double P50, double P90, double P99, double P999, double Max)
{
    private const double MicrosecondsPerMillisecond = 1_000;

    /// <summary>Reads it; null when nothing was counted.</summary>
    public static LatencyTable? Of(LatencyHistogram histogram) => histogram.Count == 0
        ? null
        : new(
            histogram.Percentile(50) / MicrosecondsPerMillisecond,
            histogram.Percentile(90) / MicrosecondsPerMillisecond,
            histogram.Percentile(99) / MicrosecondsPerMillisecond,
            histogram.Percentile(99.9) / MicrosecondsPerMillisecond,
            histogram.MaxMicroseconds / MicrosecondsPerMillisecond);
}
