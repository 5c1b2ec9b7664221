using ActorBroker.Log.Retention;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Retention;

/// <summary>A log in numbers: how many bytes each segment has, and its largest timestamp. Each segment holds ten offsets.</summary>
internal sealed record RetentionCase(params (int Bytes, long Timestamp)[] Segments)
{
    public const int Offsets = 10;

    public long? AgeMax { get; init; }

    public long? BytesMax { get; init; }

    public long Limit { get; init; } = long.MaxValue;

    public long Now { get; init; } = 1_000;

    /// <summary>How many timestamps the decision asked for.</summary>
    public int Looks { get; private set; }

    public RetentionPlan Decide(int segmentsMax = 100)
    {
        var options = new RetentionOptions
        {
            AgeMax = AgeMax is { } age ? TimeSpan.FromMilliseconds(age) : null,
            BytesMax = BytesMax,
        };
        var extents = Segments.Select((segment, index) => new SegmentExtent(new Offset((index + 1) * Offsets), segment.Bytes)).ToArray();
        return new RetentionDecision(options, extents, TimestampOf, new Offset(Limit), DateTimeOffset.FromUnixTimeMilliseconds(Now))
            .Decide(segmentsMax);
    }

    /// <summary>The same by the plain words of the rules, one segment after the other.</summary>
    public int CountByRules()
    {
        var left = Segments.ToList();
        var end = 0L;
        while (left.Count > 0)
        {
            end += Offsets;
            var total = left.Sum(segment => (long)segment.Bytes);
            var mayGo = left[0].Bytes > 0 && end <= Limit;
            var isTooMuch = BytesMax is { } bytesMax && total - left[0].Bytes >= bytesMax;
            if (!mayGo || (!isTooMuch && !IsTooOld(left)))
                break;
            left.RemoveAt(0);
        }

        return Segments.Length - left.Count;
    }

    public override string ToString() =>
        $"age {AgeMax}, bytes {BytesMax}, limit {Limit}, now {Now}: {string.Join(" ", Segments)}";

    private bool IsTooOld(List<(int Bytes, long Timestamp)> left)
    {
        var believed = left[0].Timestamp;
        if (believed < 0 || believed > Now)
            believed = left.Where(segment => segment.Bytes > 0 && segment.Timestamp >= 0 && segment.Timestamp <= Now)
                .Select(segment => segment.Timestamp).DefaultIfEmpty(long.MaxValue).Max();
        return AgeMax is { } age && believed != long.MaxValue && Now - believed > age;
    }

    private long TimestampOf(int index)
    {
        Looks++;
        return Segments[index].Timestamp;
    }
}
