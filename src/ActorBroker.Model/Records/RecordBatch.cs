using System.Buffers.Binary;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Records;

/// <summary>
/// One batch in memory, read in place: the header's fields, and the bytes. Nothing here is checked but that the bytes are there;
/// the validator judges.
/// </summary>
/// <remarks>Allocates nothing. Lives as long as the bytes it was opened on.</remarks>
public readonly ref struct RecordBatch
{
    private RecordBatch(ReadOnlySpan<byte> bytes) => Bytes = bytes;

    /// <summary>The whole batch, header included.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The offset of the first record, or where it was before compaction took it.</summary>
    public Offset BaseOffset => new(BinaryPrimitives.ReadInt64BigEndian(Bytes));

    /// <summary>The offset of the last record, or where it was before compaction took it.</summary>
    /// <exception cref="OverflowException">A damaged header's offsets run past 2^63 - 1; <see cref="RecordBatchValidator.CheckHeader"/> tells before.</exception>
    public Offset LastOffset => BaseOffset + LastOffsetDelta;

    /// <summary>The offset after <see cref="LastOffset"/>.</summary>
    /// <exception cref="OverflowException">As for <see cref="LastOffset"/>.</exception>
    public Offset NextOffset => BaseOffset + LastOffsetDelta + 1;

    /// <summary>The epoch of the leader that appended the batch.</summary>
    public LeaderEpoch LeaderEpoch =>
        new(BinaryPrimitives.ReadInt32BigEndian(Bytes[RecordBatchFormat.LeaderEpochPosition..]));

    /// <summary>The version of the format; see <see cref="RecordBatchFormat.Magic"/>.</summary>
    public byte Magic => Bytes[RecordBatchFormat.MagicPosition];

    /// <summary>The checksum that the batch carries.</summary>
    public uint Crc => BinaryPrimitives.ReadUInt32BigEndian(Bytes[RecordBatchFormat.CrcPosition..]);

    /// <summary>The bits of the attributes.</summary>
    public RecordBatchAttributes Attributes =>
        (RecordBatchAttributes)BinaryPrimitives.ReadInt16BigEndian(Bytes[RecordBatchFormat.AttributesPosition..]);

    /// <summary>Last offset less base offset; 0 and up in a sound batch.</summary>
    public int LastOffsetDelta => BinaryPrimitives.ReadInt32BigEndian(Bytes[RecordBatchFormat.LastOffsetDeltaPosition..]);

    /// <summary>Milliseconds since 1970 from which the records' timestamps count; the delete horizon where the attributes say so.</summary>
    public long BaseTimestamp => BinaryPrimitives.ReadInt64BigEndian(Bytes[RecordBatchFormat.BaseTimestampPosition..]);

    /// <summary>The largest timestamp of the batch, in milliseconds since 1970.</summary>
    public long MaxTimestamp => BinaryPrimitives.ReadInt64BigEndian(Bytes[RecordBatchFormat.MaxTimestampPosition..]);

    /// <summary>The producer, or <see cref="ProducerId.None"/>.</summary>
    public ProducerId ProducerId => new(BinaryPrimitives.ReadInt64BigEndian(Bytes[RecordBatchFormat.ProducerIdPosition..]));

    /// <summary>The producer's epoch. Without a producer id it means nothing: some clients send 0 then instead of -1.</summary>
    public ProducerEpoch ProducerEpoch =>
        new(BinaryPrimitives.ReadInt16BigEndian(Bytes[RecordBatchFormat.ProducerEpochPosition..]));

    /// <summary>The first record's sequence, or <see cref="Sequence.None"/>. Without a producer id it means nothing, as the epoch.</summary>
    public Sequence BaseSequence => new(BinaryPrimitives.ReadInt32BigEndian(Bytes[RecordBatchFormat.BaseSequencePosition..]));

    /// <summary>The last record's sequence; <see cref="Sequence.None"/> when the batch has none.</summary>
    public Sequence LastSequence => BaseSequence == Sequence.None ? Sequence.None : BaseSequence.Advance(LastOffsetDelta);

    /// <summary>How many records the batch holds; after compaction fewer than its offsets.</summary>
    public int RecordCount => BinaryPrimitives.ReadInt32BigEndian(Bytes[RecordBatchFormat.RecordCountPosition..]);

    /// <summary>The codec's number as the attributes have it; 5 to 7 name no codec.</summary>
    public CompressionCodec Codec => (CompressionCodec)(Attributes & RecordBatchAttributes.CodecMask);

    /// <summary>True for a batch of a transaction, markers included.</summary>
    public bool IsTransactional => (Attributes & RecordBatchAttributes.Transactional) != 0;

    /// <summary>True for a batch that holds a control record.</summary>
    public bool IsControl => (Attributes & RecordBatchAttributes.Control) != 0;

    /// <summary>True when all records carry the time of their append.</summary>
    public bool IsLogAppendTime => (Attributes & RecordBatchAttributes.LogAppendTime) != 0;

    /// <summary>True when <see cref="BaseTimestamp"/> is the delete horizon.</summary>
    public bool HasDeleteHorizon => (Attributes & RecordBatchAttributes.DeleteHorizon) != 0;

    /// <summary>All behind the header: the records, or their compressed block.</summary>
    public ReadOnlySpan<byte> Payload => Bytes[RecordBatchFormat.HeaderBytes..];

    /// <summary>The records of a batch that is not compressed, to be gone over; <see cref="BatchRecords"/> takes any codec.</summary>
    public RecordEnumerator Records
    {
        get
        {
            Invariant.Holds(Codec == CompressionCodec.None, "only records that are not compressed can be read in place");
            return new RecordEnumerator(this, Payload);
        }
    }

    /// <summary>
    /// Takes the batch that begins at the first byte; what follows it is left out.
    /// </summary>
    /// <param name="bytes">Begins with a batch; may hold more behind it.</param>
    /// <param name="batch">The batch, when the result is true.</param>
    /// <returns>False when the bytes end before the batch does, or its length is shorter than a header's.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, out RecordBatch batch)
    {
        batch = default;
        if (bytes.Length < RecordBatchFormat.HeaderBytes)
            return false;

        var total = TotalBytes(bytes);
        if (total < RecordBatchFormat.HeaderBytes || total > bytes.Length)
            return false;

        batch = new RecordBatch(bytes[..(int)total]);
        return true;
    }

    /// <summary>
    /// Views a header whose payload is not in memory; of the result only the header's fields may be asked.
    /// <paramref name="header"/> holds at least <see cref="RecordBatchFormat.HeaderBytes"/> bytes.
    /// </summary>
    public static RecordBatch OpenHeader(ReadOnlySpan<byte> header) => new(header[..RecordBatchFormat.HeaderBytes]);

    /// <summary>How long the batch says it is, header included, in bytes; any number at all in a damaged one. Needs 12 bytes.</summary>
    public static long TotalBytes(ReadOnlySpan<byte> bytes) =>
        (long)BinaryPrimitives.ReadInt32BigEndian(bytes[RecordBatchFormat.LengthPosition..]) + RecordBatchFormat.LengthOverhead;
}
