using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Records;

/// <summary>
/// Judges one batch, whole, once: when it enters the broker. What it lets pass, every reader can rely on.
/// </summary>
/// <remarks>
/// Any thread may call. Allocates nothing for a batch that is not compressed; a compressed one costs its codec's state and one pooled
/// window, whatever it inflates to.
/// </remarks>
public static class RecordBatchValidator
{
    /// <summary>Judges frame, checksum, header and every record.</summary>
    /// <param name="bytes">What was sent for one partition: one batch and nothing more. Not changed.</param>
    /// <param name="options">What the topic and the request allow.</param>
    /// <param name="now">The time, in milliseconds since 1970, 0 and up, that timestamps are held against.</param>
    /// <returns>What is wrong first, or what the leader needs to know of a valid batch.</returns>
    public static RecordBatchValidation Validate(ReadOnlyMemory<byte> bytes, RecordValidationOptions options, long now)
    {
        var fault = RecordBatchHeaderRules.Check(bytes.Span, options);
        if (fault.Defect != RecordBatchDefect.None)
            return RecordBatchValidation.Refused(fault);

        var batch = RecordBatch.OpenHeader(bytes.Span);
        var judge = new RecordJudge(batch, options, now);
        var payload = bytes[RecordBatchFormat.HeaderBytes..];
        if (batch.Codec != CompressionCodec.None && batch.RecordCount > 0)
            return JudgeCompressed(batch, payload, options, ref judge);

        fault = JudgeBlock(payload.Span, batch.RecordCount, ref judge);
        return fault.Defect == RecordBatchDefect.None
            ? judge.Conclude(batch, payload.Length)
            : RecordBatchValidation.Refused(fault);
    }

    /// <summary>
    /// Judges frame, checksum and header, but not the records: for batches that were judged whole when they entered, and now come
    /// from a disk or a leader.
    /// </summary>
    /// <param name="bytes">One batch and nothing more.</param>
    /// <param name="options">As for <see cref="Validate"/>; see <see cref="RecordValidationOptions.OfReplica"/>.</param>
    public static RecordBatchFault CheckHeader(ReadOnlySpan<byte> bytes, RecordValidationOptions options) =>
        RecordBatchHeaderRules.Check(bytes, options);

    private static RecordBatchFault JudgeBlock(ReadOnlySpan<byte> block, int count, ref RecordJudge judge)
    {
        var record = default(RecordLayout);
        for (var index = 0; index < count; index++)
        {
            if (record.End == block.Length)
                return RecordBatchFault.OfBatch(RecordBatchDefect.RecordsMissing, index, count);

            var defect = record.Read(block, record.End);
            if (defect == RecordBatchDefect.None)
                defect = judge.Judge(ref record);
            if (defect != RecordBatchDefect.None)
                return new RecordBatchFault(defect, index, record.Found, record.Limit);
        }

        return record.End == block.Length
            ? default
            : RecordBatchFault.OfBatch(RecordBatchDefect.BytesAfterRecords, block.Length - record.End, 0);
    }

    private static RecordBatchValidation JudgeCompressed(
        RecordBatch batch, ReadOnlyMemory<byte> payload, RecordValidationOptions options, ref RecordJudge judge)
    {
        try
        {
            using var window = new InflatedWindow(batch.Codec, payload, options.InflatedBytesMax);
            var fault = InflatedRecords.Judge(window, batch.RecordCount, ref judge);
            return fault.Defect == RecordBatchDefect.None
                ? judge.Conclude(batch, window.Position)
                : RecordBatchValidation.Refused(fault);
        }
        catch (CompressionException failure)
        {
            return RecordBatchValidation.Refused(
                RecordBatchDefects.OfCompression(failure, payload.Length, options.InflatedBytesMax));
        }
    }
}
