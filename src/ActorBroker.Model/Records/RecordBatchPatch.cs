using System.Buffers.Binary;

namespace ActorBroker.Model.Records;

/// <summary>Changes a batch in place: what a leader assigns. The span begins with the batch's header.</summary>
public static class RecordBatchPatch
{
    /// <summary>Assigns offset and epoch, which the checksum leaves out.</summary>
    public static void Assign(Span<byte> batch, Offset baseOffset, LeaderEpoch epoch)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, baseOffset.Value);
        BinaryPrimitives.WriteInt32BigEndian(batch[RecordBatchFormat.LeaderEpochPosition..], epoch.Value);
    }

    /// <summary>
    /// Makes <paramref name="timestamp"/> (milliseconds since 1970) the time of all records (KIP-32), and renews the checksum.
    /// <paramref name="batch"/> is the whole batch and nothing more.
    /// </summary>
    public static void SetLogAppendTime(Span<byte> batch, long timestamp)
    {
        var attributes = BinaryPrimitives.ReadInt16BigEndian(batch[RecordBatchFormat.AttributesPosition..]);
        BinaryPrimitives.WriteInt16BigEndian(
            batch[RecordBatchFormat.AttributesPosition..],
            (short)(attributes | (short)RecordBatchAttributes.LogAppendTime));
        BinaryPrimitives.WriteInt64BigEndian(batch[RecordBatchFormat.MaxTimestampPosition..], timestamp);
        WriteCrc(batch);
    }

    /// <summary>Computes the checksum and writes it. <paramref name="batch"/> is the whole batch and nothing more.</summary>
    public static void WriteCrc(Span<byte> batch) =>
        BinaryPrimitives.WriteUInt32BigEndian(
            batch[RecordBatchFormat.CrcPosition..],
            Crc32C.Compute(batch[RecordBatchFormat.AttributesPosition..]));
}
