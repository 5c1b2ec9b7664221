using ActorBroker.Model.Measures;

namespace ActorBroker.Hosting.Metrics;

/// <summary>What came to counts of durations lately, so that a quantile says how things are and not how they were: the last one to two minutes.</summary>
/// <remarks>Any thread. Reaches back to the look before where nobody looks for longer.</remarks>
internal sealed class DurationWindow(DurationCounts counts, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DurationSnapshot _base = DurationSnapshot.Empty;
    private DurationSnapshot _next = DurationSnapshot.Empty;
    private long _nextTaken = clock.GetTimestamp();

    /// <summary>All since the start, and those of the window.</summary>
    public (DurationSnapshot All, DurationSnapshot Recent) Read()
    {
        lock (_gate)
        {
            var all = counts.Read();
            if (clock.GetElapsedTime(_nextTaken) >= Length)
                (_base, _next, _nextTaken) = (_next, all, clock.GetTimestamp());
            return (all, all.Since(_base));
        }
    }
}
