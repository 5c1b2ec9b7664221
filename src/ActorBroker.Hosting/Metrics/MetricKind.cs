namespace ActorBroker.Hosting.Metrics;

/// <summary>What a figure is, in Prometheus' words.</summary>
internal enum MetricKind
{
    /// <summary>It only rises while the process lives.</summary>
    Counter,

    /// <summary>It rises and falls.</summary>
    Gauge,

    /// <summary>Durations: how many, how long in all, and quantiles of the last minute or two.</summary>
    Summary,
}
