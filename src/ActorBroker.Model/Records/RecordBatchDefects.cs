using System.Globalization;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Records;

/// <summary>The error code and the text of each defect.</summary>
internal static class RecordBatchDefects
{
    /// <summary>By defect: the code, and the text, in which {0} is the number found and {1} the one expected.</summary>
    private static readonly Dictionary<RecordBatchDefect, (ErrorCode Code, string Text)> Table = new()
    {
        [RecordBatchDefect.None] = (ErrorCode.None, "nothing is wrong"),
        [RecordBatchDefect.BatchTruncated] = (ErrorCode.CorruptMessage, "the batch needs {1} bytes, but {0} are there"),
        [RecordBatchDefect.BatchLengthInvalid] = (ErrorCode.CorruptMessage, "the batch's length makes it {0} bytes, less than a header's {1}"),
        [RecordBatchDefect.BytesAfterBatch] = (ErrorCode.InvalidRecord, "{0} bytes follow the one batch of {1} bytes that is allowed"),
        [RecordBatchDefect.BatchTooLarge] = (ErrorCode.MessageTooLarge, "the batch has {0} bytes, the limit is {1}"),
        [RecordBatchDefect.MagicRetired] = (ErrorCode.UnsupportedForMessageFormat, "the batch has the retired magic {0}, expected {1}"),
        [RecordBatchDefect.MagicUnknown] = (ErrorCode.CorruptMessage, "the batch has magic {0}, expected {1}"),
        [RecordBatchDefect.CrcMismatch] = (ErrorCode.CorruptMessage, "the batch carries CRC {0:x8}, its bytes have {1:x8}"),
        [RecordBatchDefect.AttributesUnknown] = (ErrorCode.InvalidRecord, "the batch's attributes are {0:x4}, those with a meaning are {1:x4}"),
        [RecordBatchDefect.CodecUnknown] = (ErrorCode.UnsupportedCompressionType, "the batch has codec {0}, the last one known is {1}"),
        [RecordBatchDefect.CodecNotAllowed] = (ErrorCode.UnsupportedCompressionType, "the batch has codec {0}, the last one allowed in this request is {1}"),
        [RecordBatchDefect.ControlNotAllowed] = (ErrorCode.InvalidRecord, "the batch is a control batch, which no client may send"),
        [RecordBatchDefect.TransactionalNotAllowed] = (ErrorCode.InvalidRecord, "the batch is transactional, its request is not"),
        [RecordBatchDefect.DeleteHorizonNotAllowed] = (ErrorCode.InvalidRecord, "the batch has a delete horizon, which only compaction sets"),
        [RecordBatchDefect.LogAppendTimeNotAllowed] = (ErrorCode.InvalidTimestamp, "the batch claims log append time, which only a leader sets"),
        [RecordBatchDefect.RecordCountNegative] = (ErrorCode.InvalidRecord, "the batch counts {0} records"),
        [RecordBatchDefect.NoRecords] = (ErrorCode.InvalidRecord, "the batch counts no records"),
        [RecordBatchDefect.LastOffsetDeltaNegative] = (ErrorCode.InvalidRecord, "the batch's last offset delta is {0}"),
        [RecordBatchDefect.LastOffsetDeltaMismatch] = (ErrorCode.InvalidRecord, "the batch's last offset delta is {0}, its number of records demands {1}"),
        [RecordBatchDefect.BaseOffsetNegative] = (ErrorCode.InvalidRecord, "the batch's base offset is {0}"),
        [RecordBatchDefect.OffsetsOverflow] = (ErrorCode.InvalidRecord, "the batch's base offset is {0}, its last offset delta allows {1} at most"),
        [RecordBatchDefect.ProducerIdInvalid] = (ErrorCode.InvalidRecord, "the batch's producer id is {0}"),
        [RecordBatchDefect.ProducerEpochMissing] = (ErrorCode.InvalidRecord, "the batch has a producer id, but its epoch is {0}"),
        [RecordBatchDefect.BaseSequenceMissing] = (ErrorCode.InvalidRecord, "the batch has a producer id, but its base sequence is {0}"),
        [RecordBatchDefect.TransactionWithoutProducer] = (ErrorCode.InvalidRecord, "the batch is transactional, but its producer id is {0}"),
        [RecordBatchDefect.MaxTimestampMismatch] = (ErrorCode.InvalidTimestamp, "the batch's largest timestamp is {0}, that of its records is {1}"),
        [RecordBatchDefect.ControlRecordInvalid] = (ErrorCode.InvalidRecord, "the control batch counts {0} records, or has a record whose key has fewer than 4 bytes; expected {1} record"),
        [RecordBatchDefect.RecordsMissing] = (ErrorCode.InvalidRecord, "the batch ends after {0} records, its header counts {1}"),
        [RecordBatchDefect.BytesAfterRecords] = (ErrorCode.InvalidRecord, "{0} or more bytes follow the last record that the header counts"),
        [RecordBatchDefect.NumberMalformed] = (ErrorCode.InvalidRecord, "no number can be read at byte {0} of the records, before byte {1}"),
        [RecordBatchDefect.RecordLengthTooSmall] = (ErrorCode.InvalidRecord, "the length is {0}, a record has {1} at least"),
        [RecordBatchDefect.RecordLengthTooLarge] = (ErrorCode.InvalidRecord, "the length is {0}, {1} bytes are left in the batch"),
        [RecordBatchDefect.RecordNotUsedUp] = (ErrorCode.InvalidRecord, "{0} bytes of its length are not used by its fields"),
        [RecordBatchDefect.RecordAttributesNotZero] = (ErrorCode.InvalidRecord, "the attributes are {0}, expected {1}"),
        [RecordBatchDefect.OffsetDeltaInvalid] = (ErrorCode.InvalidRecord, "the offset delta is {0}, expected {1}"),
        [RecordBatchDefect.KeyLengthInvalid] = (ErrorCode.InvalidRecord, "the key's length is {0}, {1} bytes are left in the record"),
        [RecordBatchDefect.KeyMissing] = (ErrorCode.InvalidRecord, "the record has no key, which a compacted topic demands"),
        [RecordBatchDefect.ValueLengthInvalid] = (ErrorCode.InvalidRecord, "the value's length is {0}, {1} bytes are left in the record"),
        [RecordBatchDefect.HeaderCountInvalid] = (ErrorCode.InvalidRecord, "the record counts {0} headers, it has room for {1}"),
        [RecordBatchDefect.HeaderKeyMissing] = (ErrorCode.InvalidRecord, "header {0} of {1} has no name"),
        [RecordBatchDefect.HeaderKeyLengthInvalid] = (ErrorCode.InvalidRecord, "a header's name has length {0}, {1} bytes are left in the record"),
        [RecordBatchDefect.HeaderValueLengthInvalid] = (ErrorCode.InvalidRecord, "a header's value has length {0}, {1} bytes are left in the record"),
        [RecordBatchDefect.TimestampInvalid] = (ErrorCode.InvalidTimestamp, "the base timestamp {1} and the record's delta {0} give no timestamp"),
        [RecordBatchDefect.TimestampTooOld] = (ErrorCode.InvalidTimestamp, "the timestamp is {0}, the topic allows {1} at least"),
        [RecordBatchDefect.TimestampTooFarAhead] = (ErrorCode.InvalidTimestamp, "the timestamp is {0}, the topic allows {1} at most"),
        [RecordBatchDefect.CompressionInvalid] = (ErrorCode.InvalidRecord, "the compressed block of {1} bytes is damaged at byte {0} or before"),
        [RecordBatchDefect.CompressionUnsupported] = (ErrorCode.UnsupportedCompressionType, "the compressed block of {1} bytes uses what is not supported of its codec, at byte {0} or before"),
        [RecordBatchDefect.InflatedTooLarge] = (ErrorCode.MessageTooLarge, "{0} compressed bytes inflate to more than the limit of {1}"),
    };

    public static ErrorCode ErrorCodeOf(RecordBatchDefect defect) => Table[defect].Code;

    /// <summary>What a codec's failure means for the batch.</summary>
    public static RecordBatchFault OfCompression(CompressionException failure, int compressedBytes, long inflatedBytesMax) => failure.Fault switch
    {
        CompressionFault.LimitExceeded => RecordBatchFault.OfBatch(RecordBatchDefect.InflatedTooLarge, compressedBytes, inflatedBytesMax),
        CompressionFault.Unsupported => RecordBatchFault.OfBatch(RecordBatchDefect.CompressionUnsupported, failure.Position, compressedBytes),
        _ => RecordBatchFault.OfBatch(RecordBatchDefect.CompressionInvalid, failure.Position, compressedBytes),
    };

    public static string Describe(in RecordBatchFault fault)
    {
        var text = string.Format(CultureInfo.InvariantCulture, Table[fault.Defect].Text, fault.Found, fault.Expected);
        return fault.RecordIndex < 0 ? text : string.Create(CultureInfo.InvariantCulture, $"record {fault.RecordIndex}: {text}");
    }
}
