namespace ActorBroker.Hosting.Metrics;

/// <summary>All figures of one name.</summary>
/// <param name="Name">As existing dashboards of Kafka know it: the name that Strimzi's rules make of Kafka's beans, or kafka_exporter's.</param>
/// <param name="Kind">What the figures are.</param>
/// <param name="Instrument">
/// The name of the instrument for <see cref="System.Diagnostics.Metrics"/>, without its first part; null where the runtime has one itself.
/// </param>
/// <param name="Unit">The unit of the instrument (UCUM).</param>
/// <param name="Help">What the figures say, in a sentence.</param>
/// <param name="Collect">Gives all figures as they are now; none while the name means nothing. Any thread.</param>
internal sealed record MetricFamily(string Name, MetricKind Kind, string? Instrument, string Unit, string Help, Action<SampleSink> Collect)
{
    public static MetricFamily Counter(string name, string? instrument, string unit, string help, Action<SampleSink> collect) =>
        new(name, MetricKind.Counter, instrument, unit, help, collect);

    public static MetricFamily Gauge(string name, string? instrument, string unit, string help, Action<SampleSink> collect) =>
        new(name, MetricKind.Gauge, instrument, unit, help, collect);

    /// <summary>One figure without labels.</summary>
    public static MetricFamily Gauge(string name, string? instrument, string unit, string help, Func<double> value) =>
        new(name, MetricKind.Gauge, instrument, unit, help, sink => sink.Add(value()));

    public static MetricFamily Summary(string name, string instrument, string help, Action<SampleSink> collect) =>
        new(name, MetricKind.Summary, instrument, "ms", help, collect);
}
