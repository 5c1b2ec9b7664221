using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Records;

/// <summary>What a batch's frame, checksum and header have to keep to, in the order in which they can be believed.</summary>
internal static class RecordBatchHeaderRules
{
    /// <summary>Judges all but the records; the checksum before all that it covers.</summary>
    public static RecordBatchFault Check(ReadOnlySpan<byte> bytes, RecordValidationOptions options)
    {
        var fault = CheckFrame(bytes, options);
        if (fault.Defect != RecordBatchDefect.None)
            return fault;

        var batch = RecordBatch.OpenHeader(bytes);
        var crc = Crc32C.Compute(bytes[RecordBatchFormat.AttributesPosition..]);
        if (crc != batch.Crc)
            return RecordBatchFault.OfBatch(RecordBatchDefect.CrcMismatch, batch.Crc, crc);

        fault = CheckAttributes(batch, options);
        if (fault.Defect == RecordBatchDefect.None)
            fault = CheckProducer(batch, options.Origin);
        return fault.Defect == RecordBatchDefect.None ? CheckOffsets(batch, options.Origin) : fault;
    }

    /// <summary>Judges that a whole batch is there, whatever follows it; what <see cref="RecordBatch.TryOpen"/> only tells by false.</summary>
    public static RecordBatchFault CheckLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < RecordBatchFormat.HeaderBytes)
            return RecordBatchFault.OfBatch(RecordBatchDefect.BatchTruncated, bytes.Length, RecordBatchFormat.HeaderBytes);

        var total = RecordBatch.TotalBytes(bytes);
        if (total < RecordBatchFormat.HeaderBytes)
            return RecordBatchFault.OfBatch(RecordBatchDefect.BatchLengthInvalid, total, RecordBatchFormat.HeaderBytes);
        return total > bytes.Length
            ? RecordBatchFault.OfBatch(RecordBatchDefect.BatchTruncated, bytes.Length, total)
            : default;
    }

    private static RecordBatchFault CheckFrame(ReadOnlySpan<byte> bytes, RecordValidationOptions options)
    {
        if (bytes.IsEmpty)
            return RecordBatchFault.OfBatch(RecordBatchDefect.NoRecords, 0, 1);

        // All formats have their magic at the same place, and batches of the retired ones may be shorter than this one's header.
        if (bytes.Length > RecordBatchFormat.MagicPosition && bytes[RecordBatchFormat.MagicPosition] is var magic and not RecordBatchFormat.Magic)
        {
            var defect = magic < RecordBatchFormat.Magic ? RecordBatchDefect.MagicRetired : RecordBatchDefect.MagicUnknown;
            return RecordBatchFault.OfBatch(defect, magic, RecordBatchFormat.Magic);
        }

        var fault = CheckLength(bytes);
        if (fault.Defect != RecordBatchDefect.None)
            return fault;

        var total = RecordBatch.TotalBytes(bytes);
        if (total > options.BatchBytesMax)
            return RecordBatchFault.OfBatch(RecordBatchDefect.BatchTooLarge, total, options.BatchBytesMax);
        return total < bytes.Length
            ? RecordBatchFault.OfBatch(RecordBatchDefect.BytesAfterBatch, bytes.Length - total, total)
            : default;
    }

    private static RecordBatchFault CheckAttributes(RecordBatch batch, RecordValidationOptions options)
    {
        var attributes = batch.Attributes;
        if ((attributes & ~RecordBatchAttributes.Known) != 0)
        {
            return RecordBatchFault.OfBatch(
                RecordBatchDefect.AttributesUnknown, (ushort)attributes, (ushort)RecordBatchAttributes.Known);
        }

        if (batch.Codec > CompressionCodec.Zstd)
            return RecordBatchFault.OfBatch(RecordBatchDefect.CodecUnknown, (long)batch.Codec, (long)CompressionCodec.Zstd);
        if (batch.Codec == CompressionCodec.Zstd && !options.IsZstdAllowed)
            return RecordBatchFault.OfBatch(RecordBatchDefect.CodecNotAllowed, (long)batch.Codec, (long)CompressionCodec.Lz4);
        if (batch.IsTransactional && !options.IsTransactionalAllowed)
            return RecordBatchFault.OfBatch(RecordBatchDefect.TransactionalNotAllowed, 1, 0);
        if (batch.IsControl && options.Origin == RecordBatchOrigin.Client)
            return RecordBatchFault.OfBatch(RecordBatchDefect.ControlNotAllowed, 1, 0);
        if (batch.HasDeleteHorizon && options.Origin != RecordBatchOrigin.Replica)
            return RecordBatchFault.OfBatch(RecordBatchDefect.DeleteHorizonNotAllowed, 1, 0);
        return batch.IsLogAppendTime && options.Origin != RecordBatchOrigin.Replica
            ? RecordBatchFault.OfBatch(RecordBatchDefect.LogAppendTimeNotAllowed, 1, 0)
            : default;
    }

    /// <summary>
    /// Without a producer id, epoch and sequence mean nothing and are not looked at: kafkajs and sarama send zeros there.
    /// </summary>
    private static RecordBatchFault CheckProducer(RecordBatch batch, RecordBatchOrigin origin)
    {
        if (batch.ProducerId.Value < ProducerId.None.Value)
            return RecordBatchFault.OfBatch(RecordBatchDefect.ProducerIdInvalid, batch.ProducerId.Value, ProducerId.None.Value);

        if (batch.ProducerId == ProducerId.None)
        {
            return batch.IsTransactional
                ? RecordBatchFault.OfBatch(RecordBatchDefect.TransactionWithoutProducer, batch.ProducerId.Value, 0)
                : default;
        }

        if (batch.ProducerEpoch.Value < 0)
            return RecordBatchFault.OfBatch(RecordBatchDefect.ProducerEpochMissing, batch.ProducerEpoch.Value, 0);
        return batch.BaseSequence.Value < 0 && origin == RecordBatchOrigin.Client
            ? RecordBatchFault.OfBatch(RecordBatchDefect.BaseSequenceMissing, batch.BaseSequence.Value, 0)
            : default;
    }

    private static RecordBatchFault CheckOffsets(RecordBatch batch, RecordBatchOrigin origin)
    {
        if (batch.RecordCount < 0)
            return RecordBatchFault.OfBatch(RecordBatchDefect.RecordCountNegative, batch.RecordCount, 0);
        if (batch.RecordCount == 0 && origin != RecordBatchOrigin.Replica)
            return RecordBatchFault.OfBatch(RecordBatchDefect.NoRecords, 0, 1);
        if (batch.LastOffsetDelta < 0)
            return RecordBatchFault.OfBatch(RecordBatchDefect.LastOffsetDeltaNegative, batch.LastOffsetDelta, 0);
        if (origin == RecordBatchOrigin.Replica)
            return CheckFinalOffsets(batch);

        if (batch.LastOffsetDelta != batch.RecordCount - 1)
            return RecordBatchFault.OfBatch(RecordBatchDefect.LastOffsetDeltaMismatch, batch.LastOffsetDelta, batch.RecordCount - 1);
        return batch.IsControl && batch.RecordCount != 1
            ? RecordBatchFault.OfBatch(RecordBatchDefect.ControlRecordInvalid, batch.RecordCount, 1)
            : default;
    }

    private static RecordBatchFault CheckFinalOffsets(RecordBatch batch)
    {
        var baseOffset = batch.BaseOffset.Value;
        if (baseOffset < 0)
            return RecordBatchFault.OfBatch(RecordBatchDefect.BaseOffsetNegative, baseOffset, 0);

        // The offset after the last one has to exist too: it is the log's end.
        var baseOffsetMax = long.MaxValue - 1 - batch.LastOffsetDelta;
        if (baseOffset > baseOffsetMax)
            return RecordBatchFault.OfBatch(RecordBatchDefect.OffsetsOverflow, baseOffset, baseOffsetMax);
        return batch.LastOffsetDelta < batch.RecordCount - 1
            ? RecordBatchFault.OfBatch(RecordBatchDefect.LastOffsetDeltaMismatch, batch.LastOffsetDelta, batch.RecordCount - 1)
            : default;
    }
}
