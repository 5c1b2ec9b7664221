namespace ActorBroker.Log.Retention;

/// <summary>How much of a log is kept. Defaults are Kafka's topic defaults; both limits hold at once, and both may change on a live log.</summary>
public sealed record RetentionOptions
{
    /// <summary>
    /// A segment goes this long after its largest timestamp (<c>retention.ms</c>, default 7 days). Zero and up; null, Kafka's -1, keeps it for ever.
    /// </summary>
    public TimeSpan? AgeMax
    {
        get;
        init
        {
            if (value is { } age)
                ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero, nameof(AgeMax));
            field = value;
        }
    } = TimeSpan.FromDays(7);

    /// <summary>
    /// The oldest segment goes when at least this many bytes of batches stay without it (<c>retention.bytes</c>). Zero and up; null, Kafka's -1 and the
    /// default, sets no limit.
    /// </summary>
    public long? BytesMax
    {
        get;
        init
        {
            if (value is { } bytes)
                ArgumentOutOfRangeException.ThrowIfNegative(bytes, nameof(BytesMax));
            field = value;
        }
    }
}
