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

    /// <summary>
    /// Makes <paramref name="timestamp"/> (milliseconds since 1970) the batch's largest, and renews the checksum. Leaders do so where a
    /// producer counted wrong (sarama always sends -1), as Kafka does. <paramref name="batch"/> is the whole batch and nothing more.
    /// </summary>
    public static void SetMaxTimestamp(Span<byte> batch, long timestamp)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch[RecordBatchFormat.MaxTimestampPosition..], timestamp);
        WriteCrc(batch);
    }

    /// <summary>
    /// Names the producer and the first record's sequence, and renews the checksum: what a producer does when it sends a batch, or sends
    /// it again under a new epoch (KIP-360). <paramref name="batch"/> is the whole batch and nothing more.
    /// </summary>
    public static void SetProducer(Span<byte> batch, ProducerId id, ProducerEpoch epoch, Sequence baseSequence)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch[RecordBatchFormat.ProducerIdPosition..], id.Value);
        BinaryPrimitives.WriteInt16BigEndian(batch[RecordBatchFormat.ProducerEpochPosition..], epoch.Value);
        BinaryPrimitives.WriteInt32BigEndian(batch[RecordBatchFormat.BaseSequencePosition..], baseSequence.Value);
        WriteCrc(batch);
    }

    /// <summary>Computes the checksum and writes it. <paramref name="batch"/> is the whole batch and nothing more.</summary>
    public static void WriteCrc(Span<byte> batch) =>
        BinaryPrimitives.WriteUInt32BigEndian(
            batch[RecordBatchFormat.CrcPosition..],
            Crc32C.Compute(batch[RecordBatchFormat.AttributesPosition..]));
}
