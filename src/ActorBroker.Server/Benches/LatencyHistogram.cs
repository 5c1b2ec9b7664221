using System.Numerics;

namespace ActorBroker.Server.Benches;

/// <summary>
/// Counts durations in buckets whose width grows with the duration, so that any number of them takes the same memory (28 KiB). A value read back is never below
/// the true one, and above it by at most 1/64: 1.6 %.
/// </summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class LatencyHistogram
{
    // Of each power of two from 2^7 on, the values fall into 64 buckets; below, into one each.
    private const int HalfBits = 6;
    private const int Half = 1 << HalfBits;
    private const int PowersMax = 52;

    private readonly long[] _counts = new long[(PowersMax + 2) * Half];

    /// <summary>How many were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, exactly, in microseconds; 0 before the first.</summary>
    public long MaxMicroseconds { get; private set; }

    /// <summary>Counts a duration; a negative one counts as none.</summary>
    public void Record(long microseconds)
    {
        microseconds = Math.Max(0, microseconds);
        _counts[IndexOf(microseconds)]++;
        Count++;
        MaxMicroseconds = Math.Max(MaxMicroseconds, microseconds);
    }

    /// <summary>The duration that so many of a hundred do not exceed, in microseconds; 0 before the first.</summary>
    /// <param name="percent">Above 0, at most 100.</param>
    public long Percentile(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var rank = (long)Math.Ceiling(Count * percent / 100);
        var seen = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank && seen > 0)
                return Math.Min(MaxMicroseconds, LargestIn(index));
        }

        return 0;
    }

    private static int IndexOf(long value)
    {
        if (value < 2 * Half)
            return (int)value;

        var shift = BitOperations.Log2((ulong)value) - HalfBits;
        return (shift * Half) + (int)(value >> shift);
    }

    private static long LargestIn(int index)
    {
        if (index < 2 * Half)
            return index;

        var shift = (index / Half) - 1;
        return ((long)((index % Half) + Half + 1) << shift) - 1;
    }
}
