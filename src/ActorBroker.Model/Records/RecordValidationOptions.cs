namespace ActorBroker.Model.Records;

/// <summary>What a topic and a request allow in a batch. Immutable; kept per topic, so that no batch costs one.</summary>
public sealed record RecordValidationOptions
{
    /// <summary>Kafka's defaults for a batch from a producer.</summary>
    public static RecordValidationOptions Default { get; } = new();

    /// <summary>For batches out of a log: what only concerns producers is not asked for.</summary>
    public static RecordValidationOptions OfReplica { get; } = new() { Origin = RecordBatchOrigin.Replica, BatchBytesMax = int.MaxValue };

    /// <summary>Where the batch comes from.</summary>
    public RecordBatchOrigin Origin { get; init; } = RecordBatchOrigin.Client;

    /// <summary>The most bytes of a batch as it comes, header included. 1,048,588 as in Kafka (<c>max.message.bytes</c>).</summary>
    public int BatchBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = RecordBatchFormat.DefaultBatchBytesMax;

    /// <summary>
    /// The most bytes of a compressed batch's records once inflated, 256 MiB by default. Kafka has no such limit; it bounds what a small
    /// hostile batch can cost, not memory, which stays the same whatever the size.
    /// </summary>
    public long InflatedBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 256L * 1024 * 1024;

    /// <summary>Whose timestamps the topic keeps. With log append time the producer's are not looked at, since they are replaced.</summary>
    public TimestampType TimestampType { get; init; } = TimestampType.CreateTime;

    /// <summary>
    /// How far in the past a timestamp may lie, in milliseconds (KIP-937, <c>message.timestamp.before.max.ms</c>). As far as it likes by
    /// default, as in Kafka.
    /// </summary>
    public long TimestampBeforeMaxMs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = long.MaxValue;

    /// <summary>
    /// How far in the future a timestamp may lie, in milliseconds (KIP-937, <c>message.timestamp.after.max.ms</c>). One hour by default,
    /// as in Kafka 4, since retention goes by timestamps.
    /// </summary>
    public long TimestampAfterMaxMs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 60L * 60 * 1000;

    /// <summary>True for a compacted topic, which cannot keep a record without a key.</summary>
    public bool IsKeyRequired { get; init; }

    /// <summary>False when the request is of no transaction.</summary>
    public bool IsTransactionalAllowed { get; init; } = true;

    /// <summary>False for a request too old for zstd: Produce before version 7 (KIP-110).</summary>
    public bool IsZstdAllowed { get; init; } = true;
}
