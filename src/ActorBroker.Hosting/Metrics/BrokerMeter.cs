using System.Diagnostics.Metrics;
using ActorBroker.Model;
using ActorBroker.Model.Measures;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Shows families to whoever listens to <see cref="System.Diagnostics.Metrics"/>, OpenTelemetry for one: observed, so they cost nothing else.</summary>
/// <remarks>The meter <c>ActorBroker</c>, with the tag <c>broker</c>. Of a summary there are two instruments: <c>….count</c> and <c>….time</c>.</remarks>
internal sealed class BrokerMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "ActorBroker";

    private readonly Meter _meter;

    /// <param name="broker">Whose figures they are.</param>
    /// <param name="families">The figures.</param>
    public BrokerMeter(BrokerId broker, IEnumerable<MetricFamily> families)
    {
        _meter = new Meter(new MeterOptions(Name) { Tags = [new("broker", broker.Value)] });
        foreach (var family in families)
        {
            if (family.Instrument is { } instrument)
                Show(family, $"actorbroker.{instrument}");
        }
    }

    public void Dispose() => _meter.Dispose();

    private void Show(MetricFamily family, string name)
    {
        switch (family.Kind)
        {
            case MetricKind.Counter:
                _meter.CreateObservableCounter(name, () => Observe(family, _ => 0), family.Unit, family.Help);
                break;
            case MetricKind.Gauge:
                _meter.CreateObservableGauge(name, () => Observe(family, _ => 0), family.Unit, family.Help);
                break;
            default:
                _meter.CreateObservableCounter($"{name}.count", () => Observe(family, all => all.Count), "1", family.Help);
                _meter.CreateObservableCounter($"{name}.time", () => Observe(family, all => all.Sum.TotalMilliseconds), family.Unit, family.Help);
                break;
        }
    }

    private static List<Measurement<double>> Observe(MetricFamily family, Func<DurationSnapshot, double> ofSummary)
    {
        var sink = new MeasurementSink(ofSummary);
        family.Collect(sink);
        return sink.Measurements;
    }
}
