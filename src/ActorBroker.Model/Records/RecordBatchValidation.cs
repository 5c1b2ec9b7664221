namespace ActorBroker.Model.Records;

/// <summary>What <see cref="RecordBatchValidator"/> found in a batch.</summary>
public readonly record struct RecordBatchValidation
{
    /// <summary>What is wrong; when it is nothing, the rest holds.</summary>
    public RecordBatchFault Fault { get; init; }

    /// <summary>True when nothing is wrong.</summary>
    public bool IsValid => Fault.Defect == RecordBatchDefect.None;

    /// <summary>What the producer is answered; <see cref="ErrorCode.None"/> for a valid batch.</summary>
    public ErrorCode ErrorCode => Fault.ErrorCode;

    /// <summary>The number of records.</summary>
    public int RecordCount { get; init; }

    /// <summary>
    /// The largest of the records' timestamps, in milliseconds since 1970; -1 when none has one. Where the batch has log append time,
    /// that time.
    /// </summary>
    public long MaxTimestamp { get; init; }

    /// <summary>The offset delta of the first record with the largest timestamp; of the last record where the batch has log append time.</summary>
    public int MaxTimestampOffsetDelta { get; init; }

    /// <summary>The records' bytes once inflated; as they lie when the batch is not compressed.</summary>
    public long InflatedBytes { get; init; }

    /// <summary>
    /// True when a producer's header names another largest timestamp than its records have. Kafka's leaders set it right, and some clients
    /// rely on that (sarama sends -1): <see cref="RecordBatchPatch.SetMaxTimestamp"/>. Never true with another origin, nor with log append
    /// time.
    /// </summary>
    public bool IsMaxTimestampWrong { get; init; }

    internal static RecordBatchValidation Refused(RecordBatchFault fault) => new() { Fault = fault };
}
