using ActorBroker.Model.Measures;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Takes the figures of a family.</summary>
internal abstract class SampleSink
{
    /// <summary>One figure.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="labels">What tells it from the others; no two figures of a family have the same.</param>
    public abstract void Add(double value, params KeyValuePair<string, object?>[] labels);

    /// <summary>One summary of durations.</summary>
    /// <param name="all">All since the start.</param>
    /// <param name="recent">Those of the last minute or two.</param>
    /// <param name="labels">As for a figure.</param>
    public abstract void Add(DurationSnapshot all, DurationSnapshot recent, params KeyValuePair<string, object?>[] labels);
}
