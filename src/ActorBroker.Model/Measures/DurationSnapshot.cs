namespace ActorBroker.Model.Measures;

/// <summary>What a <see cref="DurationCounts"/> held at one moment, or what came between two moments. Immutable.</summary>
public sealed class DurationSnapshot
{
    private readonly long[] _counts;

    internal DurationSnapshot(long[] counts, TimeSpan sum)
    {
        _counts = counts;
        Count = counts.Sum();
        Sum = sum;
    }

    /// <summary>Nothing was counted.</summary>
    public static DurationSnapshot Empty { get; } = new(new long[DurationCounts.ClassCount], TimeSpan.Zero);

    /// <summary>How many there were.</summary>
    public long Count { get; }

    /// <summary>All of them together.</summary>
    public TimeSpan Sum { get; }

    /// <summary>What came since an earlier moment.</summary>
    /// <param name="earlier">A snapshot of the same counts, taken before.</param>
    public DurationSnapshot Since(DurationSnapshot earlier) => new([.. _counts.Zip(earlier._counts, (now, before) => now - before)], Sum - earlier.Sum);

    /// <summary>The duration that this share of them did not exceed, to an eighth of itself; null when there is none.</summary>
    /// <param name="share">From 0 to 1.</param>
    public TimeSpan? Quantile(double share)
    {
        if (Count == 0)
            return null;

        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var index = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[index])
            index++;
        return TimeSpan.FromMicroseconds(DurationCounts.MiddleOf(index));
    }
}
