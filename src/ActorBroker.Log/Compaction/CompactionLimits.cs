using ActorBroker.Model.Records;

namespace ActorBroker.Log.Compaction;

/// <summary>How much memory one compaction takes. The buffers grow as batches ask for them and are pooled; the map is the large part.</summary>
public sealed record CompactionLimits
{
    /// <summary>The least that <see cref="OffsetMapBytesMax"/> may be.</summary>
    public const int OffsetMapBytesMin = 1024;

    /// <summary>
    /// The most bytes that the map of keys takes (Kafka's <c>log.cleaner.dedupe.buffer.size</c>, default 128 MiB); it uses the largest power of two of entries
    /// of 24 bytes that fits. More keys than that, 3.6 million by default, take another run, which goes on where this one ended. 1024 and up.
    /// </summary>
    public int OffsetMapBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, OffsetMapBytesMin);
            field = value;
        }
    } = 128 * 1024 * 1024;

    /// <summary>A longer batch, in bytes as it is stored, stops the compaction before its segment. Default 64 MiB; at least a batch's header.</summary>
    public int BatchBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, RecordBatchFormat.HeaderBytes);
            field = value;
        }
    } = 64 * 1024 * 1024;

    /// <summary>A batch whose records take more bytes than this when inflated stops the compaction before its segment. Default 256 MiB; 1 and up.</summary>
    public int InflatedBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 256 * 1024 * 1024;
}
