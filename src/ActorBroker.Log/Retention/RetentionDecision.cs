using ActorBroker.Model;

namespace ActorBroker.Log.Retention;

/// <summary>
/// Decides which segments a log no longer keeps: whole ones from the oldest on, as in Kafka, up to the first that has to stay.
/// </summary>
/// <remarks>
/// A segment's age is that of its largest timestamp. One that lies in the future was not taken from the clock that judges it, and in Kafka keeps the segment,
/// and all behind it, until its time has come. Here such a segment, and one without any timestamp, is as old as the youngest segment behind it with a
/// timestamp that can be true: it was written before that one. The last segment has none behind it, so there a time in the future is waited for.
/// </remarks>
/// <param name="options">What is kept.</param>
/// <param name="segments">The log's segments, oldest first.</param>
/// <param name="timestampOf">A segment's largest timestamp by its index, in milliseconds since 1970; -1 for none. Costs a look at the disk: asked as seldom as can be.</param>
/// <param name="limit">Segments that reach behind this offset stay: the last stable offset, so that neither a record that is not committed goes nor one of an open transaction.</param>
/// <param name="now">The time.</param>
internal sealed class RetentionDecision(
    RetentionOptions options, IReadOnlyList<SegmentExtent> segments, Func<int, long> timestampOf, Offset limit, DateTimeOffset now)
{
    private readonly long _now = now.ToUnixTimeMilliseconds();

    /// <summary>Decides for the log as it is.</summary>
    /// <param name="segmentsMax">How many segments may go at once; 1 and up.</param>
    public RetentionPlan Decide(int segmentsMax)
    {
        var surplus = options.BytesMax is { } bytesMax ? segments.Sum(segment => (long)segment.Bytes) - bytesMax : 0;
        var bytes = 0L;
        for (var index = 0; index < segments.Count; index++)
        {
            var (end, segmentBytes) = segments[index];
            if (segmentBytes == 0 || end > limit)
                return Plan(index, bytes, isComplete: true, nextDue: null);

            var isSurplus = surplus - bytes >= segmentBytes;
            var comesOfAge = isSurplus ? null : ComesOfAge(index);
            if (!isSurplus && (comesOfAge is null || comesOfAge >= _now))
                return Plan(index, bytes, isComplete: true, Instant(comesOfAge));
            if (index == segmentsMax)
                return Plan(index, bytes, isComplete: false, nextDue: null);
            bytes += segmentBytes;
        }

        return Plan(segments.Count, bytes, isComplete: true, nextDue: null);
    }

    private RetentionPlan Plan(int count, long bytes, bool isComplete, DateTimeOffset? nextDue) =>
        new(count == 0 ? null : segments[count - 1].End, count, bytes, isComplete, nextDue);

    /// <summary>The last millisecond in which a segment is not too old; null when it never is, or nobody can tell.</summary>
    private long? ComesOfAge(int index)
    {
        if (options.AgeMax is not { } ageMax || TrustedTimestamp(index) is not { } timestamp)
            return null;

        var age = (long)ageMax.TotalMilliseconds;
        return timestamp > long.MaxValue - age ? null : timestamp + age;
    }

    private long? TrustedTimestamp(int index)
    {
        var own = timestampOf(index);
        if (CanBeTrue(own))
            return own;

        long? behind = null;
        for (var later = index + 1; later < segments.Count; later++)
        {
            if (segments[later].Bytes > 0 && timestampOf(later) is var candidate && CanBeTrue(candidate))
                behind = Math.Max(behind ?? candidate, candidate);
        }

        return behind;
    }

    private bool CanBeTrue(long timestamp) => timestamp >= 0 && timestamp <= _now;

    private static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value + 1)
            : null;
}
