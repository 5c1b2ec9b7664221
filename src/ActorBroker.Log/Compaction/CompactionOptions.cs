namespace ActorBroker.Log.Compaction;

/// <summary>When a log is compacted, and how long a deleted key is told of. Defaults are Kafka's topic defaults; all may change on a live log.</summary>
public sealed record CompactionOptions
{
    /// <summary>
    /// A log is due when at least this share of the bytes that may be compacted was appended since the last time (<c>min.cleanable.dirty.ratio</c>, default 0.5).
    /// From 0 to 1; 0 makes it due whenever there is something to do.
    /// </summary>
    public double DirtyRatioMin
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1.0);
            field = value;
        }
    } = 0.5;

    /// <summary>A segment is left alone until its youngest record is this old (<c>min.compaction.lag.ms</c>, default 0). Zero and up.</summary>
    public TimeSpan LagMin
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.Zero;

    /// <summary>
    /// A log is due, whatever the ratio, when a record that was not compacted is this old (<c>max.compaction.lag.ms</c>, KIP-354). More than zero; null, the
    /// default, sets no limit.
    /// </summary>
    public TimeSpan? LagMax
    {
        get;
        init
        {
            if (value is { } lag)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lag, TimeSpan.Zero, nameof(LagMax));
            field = value;
        }
    }

    /// <summary>
    /// For how long a record without value, and the marker of a transaction whose records are gone, stays behind the compaction that came upon it first
    /// (<c>delete.retention.ms</c>, default 1 day): a reader that gets through the log within this time learns of every deletion (KIP-534). Zero and up.
    /// </summary>
    public TimeSpan DeleteRetention
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromDays(1);
}
