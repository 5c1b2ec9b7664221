using System.Diagnostics.Metrics;
using ActorBroker.Model.Measures;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Takes the figures of a family for an instrument.</summary>
/// <param name="ofSummary">Which figure of a summary is the instrument's.</param>
internal sealed class MeasurementSink(Func<DurationSnapshot, double> ofSummary) : SampleSink
{
    /// <summary>What was taken.</summary>
    public List<Measurement<double>> Measurements { get; } = [];

    public override void Add(double value, params KeyValuePair<string, object?>[] labels) => Measurements.Add(new Measurement<double>(value, labels));

    public override void Add(DurationSnapshot all, DurationSnapshot recent, params KeyValuePair<string, object?>[] labels) => Add(ofSummary(all), labels);
}
