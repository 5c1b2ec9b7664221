namespace ActorBroker.Model.Records;

/// <summary>A batch whose records cannot be read; <see cref="Fault"/> says where and why.</summary>
public sealed class CorruptRecordBatchException : Exception
{
    /// <param name="fault">What was found.</param>
    public CorruptRecordBatchException(RecordBatchFault fault)
        : base(fault.Message) => Fault = fault;

    /// <param name="fault">What was found.</param>
    /// <param name="innerException">What a codec found, when the compressed block is at fault.</param>
    public CorruptRecordBatchException(RecordBatchFault fault, Exception innerException)
        : base(fault.Message, innerException) => Fault = fault;

    /// <summary>What was found.</summary>
    public RecordBatchFault Fault { get; }
}
