using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Records;

/// <summary>What a <see cref="RecordBatchBuilder"/> puts into the header of its batch. Immutable.</summary>
public sealed record RecordBatchOptions
{
    /// <summary>A batch as a producer without a producer id sends it: offsets from 0, not compressed.</summary>
    public static RecordBatchOptions Default { get; } = new();

    /// <summary>The most bytes that the batch may have before compression, header included. 1,048,588 as in Kafka's <c>message.max.bytes</c>.</summary>
    public int BytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, RecordBatchFormat.HeaderBytes);
            field = value;
        }
    } = RecordBatchFormat.DefaultBatchBytesMax;

    /// <summary>The first record's offset, or where the batch began before compaction. A producer leaves it at 0: the leader assigns it.</summary>
    public Offset BaseOffset
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value.Value);
            field = value;
        }
    }

    /// <summary>Where the batch ended before compaction; null when its last record tells. Not below the last record's offset.</summary>
    public Offset? LastOffset { get; init; }

    /// <summary>The epoch of the leader that appended the batch; none in a producer.</summary>
    public LeaderEpoch LeaderEpoch { get; init; } = LeaderEpoch.None;

    /// <summary>How the records are compressed.</summary>
    public CompressionCodec Codec { get; init; }

    /// <summary>The codec's level; null for its default. See <see cref="CompressionCodecs"/>.</summary>
    public int? CompressionLevel { get; init; }

    /// <summary>The producer; none for one that is not idempotent.</summary>
    public ProducerId ProducerId { get; init; } = ProducerId.None;

    /// <summary>The producer's epoch; none without a producer id.</summary>
    public ProducerEpoch ProducerEpoch { get; init; } = ProducerEpoch.None;

    /// <summary>The sequence of the record at <see cref="BaseOffset"/>; none without a producer id and in control batches.</summary>
    public Sequence BaseSequence { get; init; } = Sequence.None;

    /// <summary>True for a batch of a transaction, markers included (KIP-98).</summary>
    public bool IsTransactional { get; init; }

    /// <summary>True for a batch of one control record (KIP-98).</summary>
    public bool IsControl { get; init; }

    /// <summary>The time of the append, in milliseconds since 1970, which replaces the records' own (KIP-32); null to keep theirs.</summary>
    public long? LogAppendTimestamp { get; init; }

    /// <summary>From when on tombstones and markers may go, in milliseconds since 1970 (KIP-534); null before compaction has seen them.</summary>
    public long? DeleteHorizon { get; init; }

    /// <summary>The timestamps of a batch that no record is appended to, in milliseconds since 1970; -1 for none.</summary>
    public long TimestampWhenEmpty { get; init; } = -1;

    /// <summary>
    /// Takes all from a batch, so that compaction can build it again with fewer records: offsets, epoch, producer, codec, flags,
    /// timestamps. The level is the codec's default; <see cref="BytesMax"/> is the largest there is.
    /// </summary>
    public static RecordBatchOptions Of(RecordBatch batch) => new()
    {
        BytesMax = Array.MaxLength,
        BaseOffset = batch.BaseOffset,
        LastOffset = batch.LastOffset,
        LeaderEpoch = batch.LeaderEpoch,
        Codec = batch.Codec,
        ProducerId = batch.ProducerId,
        ProducerEpoch = batch.ProducerEpoch,
        BaseSequence = batch.BaseSequence,
        IsTransactional = batch.IsTransactional,
        IsControl = batch.IsControl,
        LogAppendTimestamp = batch.IsLogAppendTime ? batch.MaxTimestamp : null,
        DeleteHorizon = batch.HasDeleteHorizon ? batch.BaseTimestamp : null,
        TimestampWhenEmpty = batch.MaxTimestamp,
    };
}
