using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

/// <summary>A batch with one defect, and what the validator has to say about it.</summary>
internal sealed record DefectCase(
    string Name,
    RecordBatchDefect Defect,
    ErrorCode ErrorCode,
    string Message,
    RawBatch Batch,
    RecordValidationOptions? Options = null)
{
    /// <summary>The bytes to be judged, when they are other than the batch's.</summary>
    public byte[]? Bytes { get; init; }

    public static DefectCase OfRecord(
        string name, RecordBatchDefect defect, string message, RawBatch batch, RecordValidationOptions? options = null) =>
        new(name, defect, ErrorCode.InvalidRecord, message, batch, options);

    public DefectCase With(CompressionCodec codec) => this with { Batch = Batch with { Codec = codec } };

    public RecordBatchValidation Validate() =>
        RecordBatchValidator.Validate(Bytes ?? Batch.ToBytes(), Options ?? RecordValidationOptions.Default, RawBatch.Now);

    public override string ToString() => Name;
}
