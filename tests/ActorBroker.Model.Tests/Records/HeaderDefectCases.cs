using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;
using static ActorBroker.Model.Records.RecordBatchDefect;

namespace ActorBroker.Model.Tests.Records;

/// <summary>Defects of the frame, the checksum and the header.</summary>
internal static class HeaderDefectCases
{
    private const int LogAppendTime = 0x08;
    private const int Transactional = 0x10;
    private const int Control = 0x20;
    private const int DeleteHorizon = 0x40;

    private static readonly byte[] Sound = new RawBatch().ToBytes();

    private static readonly RecordValidationOptions Replica = RecordValidationOptions.OfReplica;

    public static IReadOnlyList<DefectCase> All { get; } = [.. Frame(), .. Attributes(), .. Producer(), .. Offsets()];

    private static IEnumerable<DefectCase> Frame() =>
    [
        new("no byte", NoRecords, ErrorCode.InvalidRecord, "the batch counts no records", new()) { Bytes = [] },
        new("half a header", BatchTruncated, ErrorCode.CorruptMessage, "the batch needs 61 bytes, but 30 are there", new()) { Bytes = Sound[..30] },
        new("last byte missing", BatchTruncated, ErrorCode.CorruptMessage, "the batch needs 70 bytes, but 69 are there", new()) { Bytes = Sound[..^1] },
        new("length below a header's", BatchLengthInvalid, ErrorCode.CorruptMessage, "the batch's length makes it 60 bytes, less than a header's 61", new() { Length = 48 }),
        new("length negative", BatchLengthInvalid, ErrorCode.CorruptMessage, "the batch's length makes it 11 bytes, less than a header's 61", new() { Length = -1 }),
        new("length smallest", BatchLengthInvalid, ErrorCode.CorruptMessage, "the batch's length makes it -2147483636 bytes, less than a header's 61", new() { Length = int.MinValue }),
        new("length largest", BatchTruncated, ErrorCode.CorruptMessage, "the batch needs 2147483659 bytes, but 70 are there", new() { Length = int.MaxValue }),
        new("two batches", BytesAfterBatch, ErrorCode.InvalidRecord, "70 bytes follow the one batch of 70 bytes that is allowed", new()) { Bytes = [.. Sound, .. Sound] },
        new("over the topic's limit", BatchTooLarge, ErrorCode.MessageTooLarge, "the batch has 70 bytes, the limit is 69", new(), new() { BatchBytesMax = 69 }),
        new("magic 0", MagicRetired, ErrorCode.UnsupportedForMessageFormat, "the batch has the retired magic 0, expected 2", new() { Magic = 0 }),
        new("magic 1, short", MagicRetired, ErrorCode.UnsupportedForMessageFormat, "the batch has the retired magic 1, expected 2", new()) { Bytes = new RawBatch { Magic = 1 }.ToBytes()[..34] },
        new("magic 3", MagicUnknown, ErrorCode.CorruptMessage, "the batch has magic 3, expected 2", new() { Magic = 3 }),
        new("magic 255", MagicUnknown, ErrorCode.CorruptMessage, "the batch has magic 255, expected 2", new() { Magic = 255 }),
        new("checksum", CrcMismatch, ErrorCode.CorruptMessage, $"the batch carries CRC 0badcafe, its bytes have {Crc32C.Compute(Sound.AsSpan(21)):x8}", new() { Crc = 0x0BADCAFE }),
    ];

    private static IEnumerable<DefectCase> Attributes() =>
    [
        new("attribute bit 7", AttributesUnknown, ErrorCode.InvalidRecord, "the batch's attributes are 0080, those with a meaning are 007f", new() { Attributes = 0x80 }),
        new("attribute bit 15", AttributesUnknown, ErrorCode.InvalidRecord, "the batch's attributes are 8000, those with a meaning are 007f", new() { Attributes = 0x8000 }),
        new("codec 5", CodecUnknown, ErrorCode.UnsupportedCompressionType, "the batch has codec 5, the last one known is 4", new() { Attributes = 5 }),
        new("codec 6", CodecUnknown, ErrorCode.UnsupportedCompressionType, "the batch has codec 6, the last one known is 4", new() { Attributes = 6 }),
        new("codec 7", CodecUnknown, ErrorCode.UnsupportedCompressionType, "the batch has codec 7, the last one known is 4", new() { Attributes = 7 }),
        new("zstd too early", CodecNotAllowed, ErrorCode.UnsupportedCompressionType, "the batch has codec 4, the last one allowed in this request is 3", new() { Attributes = (int)CompressionCodec.Zstd }, new() { IsZstdAllowed = false }),
        new("transaction not allowed", TransactionalNotAllowed, ErrorCode.InvalidRecord, "the batch is transactional, its request is not", new() { Attributes = Transactional }, new() { IsTransactionalAllowed = false }),
        new("control from a client", ControlNotAllowed, ErrorCode.InvalidRecord, "the batch is a control batch, which no client may send", new() { Attributes = Control }),
        new("delete horizon from a client", DeleteHorizonNotAllowed, ErrorCode.InvalidRecord, "the batch has a delete horizon, which only compaction sets", new() { Attributes = DeleteHorizon }),
        new("log append time from a client", LogAppendTimeNotAllowed, ErrorCode.InvalidTimestamp, "the batch claims log append time, which only a leader sets", new() { Attributes = LogAppendTime }),
        new("log append time for such a topic", LogAppendTimeNotAllowed, ErrorCode.InvalidTimestamp, "the batch claims log append time, which only a leader sets", new() { Attributes = LogAppendTime }, new() { TimestampType = TimestampType.LogAppendTime }),
    ];

    private static IEnumerable<DefectCase> Producer() =>
    [
        new("producer id -2", ProducerIdInvalid, ErrorCode.InvalidRecord, "the batch's producer id is -2", new() { ProducerId = -2 }),
        new("producer id without epoch", ProducerEpochMissing, ErrorCode.InvalidRecord, "the batch has a producer id, but its epoch is -1", new() { ProducerId = 1, BaseSequence = 0 }),
        new("producer id without sequence", BaseSequenceMissing, ErrorCode.InvalidRecord, "the batch has a producer id, but its base sequence is -1", new() { ProducerId = 1, ProducerEpoch = 0 }),
        new("transaction without producer", TransactionWithoutProducer, ErrorCode.InvalidRecord, "the batch is transactional, but its producer id is -1", new() { Attributes = Transactional }),
    ];

    private static IEnumerable<DefectCase> Offsets() =>
    [
        new("count negative", RecordCountNegative, ErrorCode.InvalidRecord, "the batch counts -1 records", new() { RecordCount = -1 }),
        new("no records", NoRecords, ErrorCode.InvalidRecord, "the batch counts no records", new() { Records = [] }),
        new("last offset delta negative", LastOffsetDeltaNegative, ErrorCode.InvalidRecord, "the batch's last offset delta is -1", new() { LastOffsetDelta = -1 }),
        new("last offset delta too small", LastOffsetDeltaMismatch, ErrorCode.InvalidRecord, "the batch's last offset delta is 0, its number of records demands 1", new() { Records = [new(), new() { OffsetDelta = 1 }], LastOffsetDelta = 0 }),
        new("last offset delta too large", LastOffsetDeltaMismatch, ErrorCode.InvalidRecord, "the batch's last offset delta is 1, its number of records demands 0", new() { LastOffsetDelta = 1 }),
        new("last offset delta too small for a log", LastOffsetDeltaMismatch, ErrorCode.InvalidRecord, "the batch's last offset delta is 0, its number of records demands 1", new() { Records = [new(), new() { OffsetDelta = 1 }], LastOffsetDelta = 0 }, Replica),
        new("base offset negative", BaseOffsetNegative, ErrorCode.InvalidRecord, "the batch's base offset is -1", new() { BaseOffset = -1 }, Replica),
        new("last offset at 2^63 - 1", OffsetsOverflow, ErrorCode.InvalidRecord, "the batch's base offset is 9223372036854775807, its last offset delta allows 9223372036854775806 at most", new() { BaseOffset = long.MaxValue }, Replica),
        new("span over 2^63", OffsetsOverflow, ErrorCode.InvalidRecord, "the batch's base offset is 9223372036854775800, its last offset delta allows 9223372034707292159 at most", new() { BaseOffset = long.MaxValue - 7, LastOffsetDelta = int.MaxValue }, Replica),
        new("two control records", ControlRecordInvalid, ErrorCode.InvalidRecord, "the control batch counts 2 records, or has a record whose key has fewer than 4 bytes; expected 1 record", new() { Attributes = Control, Records = [new(), new()] }, new() { Origin = RecordBatchOrigin.Coordinator }),
    ];
}
