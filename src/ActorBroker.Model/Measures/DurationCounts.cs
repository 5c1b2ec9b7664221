using System.Numerics;

namespace ActorBroker.Model.Measures;

/// <summary>How often something took how long: counts by classes of durations, of which each is at most a quarter wider than where it begins.</summary>
/// <remarks>
/// Any thread. Recording allocates nothing and costs two atomic additions. The classes reach from a microsecond to 36 hours; what is shorter or longer
/// counts in the first or the last.
/// </remarks>
public sealed class DurationCounts
{
    /// <summary>Four classes between a power of two and the next, as a shift.</summary>
    private const int ClassBits = 2;
    private const int ClassesPerPower = 1 << ClassBits;
    private const int PowersMax = 37;

    /// <summary>How many classes there are.</summary>
    internal const int ClassCount = (PowersMax - ClassBits + 1) * ClassesPerPower;

    private readonly long[] _counts = new long[ClassCount];
    private long _ticks;

    /// <summary>Takes note of one that has ended.</summary>
    /// <param name="duration">How long it took; less than zero counts as zero.</param>
    public void Record(TimeSpan duration)
    {
        var ticks = Math.Max(0, duration.Ticks);
        Interlocked.Increment(ref _counts[ClassOf((ulong)ticks / TimeSpan.TicksPerMicrosecond)]);
        Interlocked.Add(ref _ticks, ticks);
    }

    /// <summary>The counts as they are now; those that are recorded at this moment may be in it or not.</summary>
    public DurationSnapshot Read()
    {
        var counts = new long[ClassCount];
        for (var index = 0; index < counts.Length; index++)
            counts[index] = Interlocked.Read(ref _counts[index]);
        return new DurationSnapshot(counts, TimeSpan.FromTicks(Interlocked.Read(ref _ticks)));
    }

    /// <summary>The middle of a class, in microseconds.</summary>
    internal static double MiddleOf(int index)
    {
        if (index < ClassesPerPower)
            return index;

        var power = (index / ClassesPerPower) - 1;
        var least = (double)(ClassesPerPower + (index % ClassesPerPower)) * (1L << power);
        return least + ((1L << power) / 2.0);
    }

    /// <summary>Below the first power every number is a class; above it the leading bit and the two behind it name the class.</summary>
    private static int ClassOf(ulong microseconds)
    {
        if (microseconds < ClassesPerPower)
            return (int)microseconds;

        var shift = BitOperations.Log2(microseconds) - ClassBits;
        var index = ((shift + 1) << ClassBits) + (int)((microseconds >> shift) & (ClassesPerPower - 1));
        return Math.Min(index, ClassCount - 1);
    }
}
