using ActorBroker.Log.Producers;

namespace ActorBroker.Log;

/// <summary>How one partition's log is kept. Defaults are Kafka's topic defaults; all may change on a live log and count from the next append.</summary>
public sealed record PartitionLogOptions
{
    /// <summary>A segment is closed before it would grow past this many bytes (<c>segment.bytes</c>, default 1 GiB); a larger batch gets a segment of its own. From 1 to 2^31-1.</summary>
    public int SegmentBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1024 * 1024 * 1024;

    /// <summary>A segment is closed this long after its first record's timestamp (<c>segment.ms</c>, default 7 days). More than zero.</summary>
    public TimeSpan SegmentAgeMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromDays(7);

    /// <summary>
    /// A segment is closed up to this much sooner than <see cref="SegmentAgeMax"/> says, so that segments which were begun at the same time are not
    /// closed at the same time (<c>segment.jitter.ms</c>, default 0). Zero and up.
    /// </summary>
    public TimeSpan SegmentJitterMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.Zero;

    /// <summary>An index entry is written after this many bytes of batches (<c>index.interval.bytes</c>, default 4096). 0 and up; 0 indexes every batch.</summary>
    public int IndexIntervalBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 4096;

    /// <summary>A segment is closed when its offset index would grow past this many bytes (<c>segment.index.bytes</c>, default 10 MiB). At least 12.</summary>
    public int IndexBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 12);
            field = value;
        }
    } = 10 * 1024 * 1024;

    /// <summary>
    /// How many of the newest bytes stay in memory for readers, when the appender lends its buffers (default 256 KiB per log in use). 0: none.
    /// </summary>
    public int TailBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 256 * 1024;

    /// <summary>How long, and for how many, producers are remembered.</summary>
    public ProducerStateOptions Producers { get; init; } = new();
}
