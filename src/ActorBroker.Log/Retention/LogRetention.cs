using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Retention;

/// <summary>Removes from a log's start what is too old or too much; see <see cref="RetentionOptions"/>.</summary>
public static class LogRetention
{
    /// <summary>
    /// Takes one step: removes whole segments, the active one too when all of the log is too old, and moves the log's start behind them, never above the last
    /// stable offset. Of an emptied log a segment named by its end stays.
    /// </summary>
    /// <param name="log">The caller's; it is loaded, and may be unloaded afterwards.</param>
    /// <param name="options">What is kept.</param>
    /// <param name="now">The time against which timestamps are held.</param>
    /// <param name="segmentsMax">How many segments one step removes: how long the owner is kept. 1 and up.</param>
    /// <returns>What was removed. The new start is durable.</returns>
    /// <remarks>Costs the load of one segment's indexes besides those that go; more only where timestamps lie in the future.</remarks>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    /// <exception cref="LogFailedException">An earlier change of the log failed.</exception>
    public static RetentionResult Step(PartitionLog log, RetentionOptions options, DateTimeOffset now, int segmentsMax = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(segmentsMax, 1);
        var plan = Decide(log, options, now, segmentsMax);
        if (plan.NewStart is { } start)
            log.MoveStart(start);
        return new RetentionResult(log.State.LogStart, plan.SegmentCount, plan.Bytes, plan.IsComplete, plan.NextDue);
    }

    private static RetentionPlan Decide(PartitionLog log, RetentionOptions options, DateTimeOffset now, int segmentsMax)
    {
        if (log.State.LogStart == log.State.LogEnd)
            return new RetentionPlan(NewStart: null, SegmentCount: 0, Bytes: 0, IsComplete: true, NextDue: null);

        var loaded = log.Load();
        var end = log.State.LogEnd;
        var extents = new SegmentExtent[loaded.Segments.Count];
        for (var index = 0; index < extents.Length; index++)
            extents[index] = new SegmentExtent(loaded.EndOf(index, end), loaded.Segments[index].Bytes);

        long TimestampOf(int index)
        {
            var segment = loaded.Segments[index];
            return segment.LargestTimestamp(segment.Bytes, extents[index].End).Timestamp;
        }

        return new RetentionDecision(options, extents, TimestampOf, log.State.LastStable, now).Decide(segmentsMax);
    }
}
