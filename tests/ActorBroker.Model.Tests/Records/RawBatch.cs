using System.Buffers;
using System.Buffers.Binary;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

/// <summary>A batch written field by field, so that any of them can be wrong. The checksum is right unless it is given.</summary>
internal sealed record RawBatch
{
    public const long Now = 1_800_000_000_000;

    public long BaseOffset { get; init; }

    public int? Length { get; init; }

    public byte Magic { get; init; } = 2;

    public uint? Crc { get; init; }

    public int Attributes { get; init; }

    public int? LastOffsetDelta { get; init; }

    public long BaseTimestamp { get; init; } = Now;

    public long MaxTimestamp { get; init; } = Now;

    public long ProducerId { get; init; } = -1;

    public short ProducerEpoch { get; init; } = -1;

    public int BaseSequence { get; init; } = -1;

    public int? RecordCount { get; init; }

    public RawRecord[] Records { get; init; } = [new()];

    /// <summary>Bytes behind the records, compressed with them.</summary>
    public byte[] Rest { get; init; } = [];

    /// <summary>Compresses the records and says so in the attributes.</summary>
    public CompressionCodec Codec { get; init; }

    /// <summary>What lies behind the header instead of the records.</summary>
    public byte[]? Payload { get; init; }

    public byte[] ToBytes()
    {
        var payload = Payload ?? Compress([.. Records.SelectMany(record => record.ToBytes()), .. Rest]);
        var bytes = new byte[RecordBatchFormat.HeaderBytes + payload.Length];
        payload.CopyTo(bytes, RecordBatchFormat.HeaderBytes);
        Write(bytes, RecordBatchFormat.BaseOffsetPosition, BaseOffset);
        Write(bytes, RecordBatchFormat.LengthPosition, Length ?? bytes.Length - RecordBatchFormat.LengthOverhead);
        bytes[RecordBatchFormat.MagicPosition] = Magic;
        Write(bytes, RecordBatchFormat.AttributesPosition, (short)(Attributes | (int)Codec));
        Write(bytes, RecordBatchFormat.LastOffsetDeltaPosition, LastOffsetDelta ?? Records.Length - 1);
        Write(bytes, RecordBatchFormat.BaseTimestampPosition, BaseTimestamp);
        Write(bytes, RecordBatchFormat.MaxTimestampPosition, MaxTimestamp);
        Write(bytes, RecordBatchFormat.ProducerIdPosition, ProducerId);
        Write(bytes, RecordBatchFormat.ProducerEpochPosition, ProducerEpoch);
        Write(bytes, RecordBatchFormat.BaseSequencePosition, BaseSequence);
        Write(bytes, RecordBatchFormat.RecordCountPosition, RecordCount ?? Records.Length);
        RecordBatchPatch.WriteCrc(bytes);
        if (Crc is { } crc)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(RecordBatchFormat.CrcPosition), crc);
        return bytes;
    }

    private byte[] Compress(byte[] records)
    {
        var writer = new ArrayBufferWriter<byte>();
        CompressionCodecs.Compress(Codec, records, writer);
        return writer.WrittenSpan.ToArray();
    }

    private static void Write(byte[] bytes, int position, long value) =>
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(position), value);

    private static void Write(byte[] bytes, int position, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(position), value);

    private static void Write(byte[] bytes, int position, short value) =>
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(position), value);
}
