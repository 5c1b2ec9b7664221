using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>What of a log can be compacted, and whether it should be. A decision: it reads, and changes nothing.</summary>
internal sealed class CompactionPlan
{
    private readonly LoadedLog _log;
    private readonly CompactionOptions _options;
    private readonly CompactionCheckpoint _checkpoint;
    private readonly Offset _logEnd;
    private readonly long _now;
    private readonly long _activeDue;

    /// <summary>Decides for a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="state">Its offsets.</param>
    /// <param name="checkpoint">How far it was compacted.</param>
    /// <param name="options">When it is due.</param>
    /// <param name="limit">Segments that reach behind this offset stay as they are.</param>
    /// <param name="now">The time.</param>
    public CompactionPlan(
        LoadedLog log, ReplicaState state, CompactionCheckpoint checkpoint, CompactionOptions options, Offset limit, DateTimeOffset now)
    {
        _log = log;
        _options = options;
        _checkpoint = checkpoint;
        _logEnd = state.LogEnd;
        _now = now.ToUnixTimeMilliseconds();
        FirstDirty = Offset.Max(checkpoint.CleanPoint, log.Segments[0].BaseOffset);
        CleanCount = CountClean();
        Count = CountCompactable(limit);
        _activeDue = options.LagMax is { } lagMax && log.Active.FirstTimestamp() is { } first ? DueAt(first, lagMax) : long.MaxValue;
    }

    /// <summary>The first offset that was not compacted.</summary>
    public Offset FirstDirty { get; }

    /// <summary>How many segments lie below it.</summary>
    public int CleanCount { get; }

    /// <summary>How many segments are compacted, from the log's start on.</summary>
    public int Count { get; }

    /// <summary>True when a record in the active segment has waited too long (<see cref="CompactionOptions.LagMax"/>): it is to be closed, and then compacted.</summary>
    public bool IsActiveOverdue => _activeDue <= _now;

    /// <summary>From when on, in milliseconds since 1970, the plan may come to something else though the log stays as it is.</summary>
    public long HoldsUntil
    {
        get
        {
            var waitsForAge = _options.LagMin > TimeSpan.Zero && Count < _log.Segments.Count - 1;
            var isOverdueLater = _options.LagMax is not null && CleanCount < Count;
            if (waitsForAge || isOverdueLater)
                return _now;
            var horizon = Count > 0 && _checkpoint.LastHorizon != CompactionCheckpoint.NoHorizon ? _checkpoint.LastHorizon : long.MaxValue;
            return Math.Min(horizon, _activeDue);
        }
    }

    /// <summary>What the plan comes to.</summary>
    public CompactionState ToState()
    {
        var clean = BytesOf(0, Math.Min(CleanCount, Count));
        var dirty = BytesOf(CleanCount, Count);
        var state = new CompactionState(CompactionReason.None, FirstDirty, clean, dirty);
        return state with { Reason = ReasonOf(state) };
    }

    private CompactionReason ReasonOf(CompactionState state)
    {
        if (state.DirtyBytes > 0 && state.DirtyRatio >= _options.DirtyRatioMin)
            return CompactionReason.DirtyRatio;
        if (state.DirtyBytes > 0 && _options.LagMax is { } lagMax && IsOlder(_log.Segments[CleanCount].FirstTimestamp(), lagMax))
            return CompactionReason.Lag;
        if (IsActiveOverdue)
            return CompactionReason.Lag;
        var isPassed = _checkpoint.LastHorizon != CompactionCheckpoint.NoHorizon && _checkpoint.LastHorizon <= _now;
        return Count > 0 && isPassed ? CompactionReason.DeleteHorizon : CompactionReason.None;
    }

    private int CountClean()
    {
        var count = 0;
        while (count < _log.Segments.Count - 1 && _log.EndOf(count, _logEnd) <= FirstDirty)
            count++;
        return count;
    }

    private int CountCompactable(Offset limit)
    {
        var count = 0;
        while (count < _log.Segments.Count - 1 && _log.EndOf(count, _logEnd) <= limit && (count < CleanCount || HasAged(count)))
            count++;
        return count;
    }

    private bool HasAged(int index)
    {
        if (_options.LagMin == TimeSpan.Zero)
            return true;

        var segment = _log.Segments[index];
        return IsOlder(segment.LargestTimestamp(segment.Bytes, _log.EndOf(index, _logEnd)).Timestamp, _options.LagMin);
    }

    private bool IsOlder(long? timestamp, TimeSpan age) => timestamp <= _now - (long)age.TotalMilliseconds;

    /// <summary>Nobody knows what timestamps clients choose: a sum that would be too large is never reached.</summary>
    private static long DueAt(long timestamp, TimeSpan lag) =>
        timestamp > long.MaxValue - (long)lag.TotalMilliseconds ? long.MaxValue : timestamp + (long)lag.TotalMilliseconds;

    private long BytesOf(int first, int end)
    {
        var bytes = 0L;
        for (var index = first; index < end; index++)
            bytes += _log.Segments[index].Bytes;
        return bytes;
    }
}
