using ActorBroker.Model.Records;
using static ActorBroker.Model.Records.RecordBatchDefect;
using static ActorBroker.Model.Tests.Records.DefectCase;
using static ActorBroker.Model.Tests.Records.RawRecord;

namespace ActorBroker.Model.Tests.Records;

/// <summary>Defects of the records: first a sound record, so that the index counts, then the one at fault; with every codec the same.</summary>
internal static class RecordDefectCases
{
    private static readonly RecordValidationOptions Replica = RecordValidationOptions.OfReplica;

    /// <summary>A number of eleven bytes, one too many for any.</summary>
    private static readonly byte[] Endless = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00];

    /// <summary>Five bytes, of which the last has a bit that would be the 33rd.</summary>
    private static readonly byte[] ThirtyThreeBits = [0x80, 0x80, 0x80, 0x80, 0x10];

    public static IReadOnlyList<DefectCase> All { get; } =
        [.. Lengths(), .. Fields(), .. Headers(), .. Timestamps(), .. Whole()];

    private static RawBatch Second(RawRecord record) => new() { Records = [new(), record with { OffsetDelta = 1 }] };

    private static IEnumerable<DefectCase> Lengths() =>
    [
        OfRecord("record length negative", RecordLengthTooSmall, "record 1: the length is -1, a record has 6 at least", Second(new() { Length = -1 })),
        OfRecord("record length 5", RecordLengthTooSmall, "record 1: the length is 5, a record has 6 at least", Second(new() { Length = 5 })),
        OfRecord("record length over the end", RecordLengthTooLarge, "record 1: the length is 9, 8 bytes are left in the batch", Second(new() { Length = 9 })),
        OfRecord("record length largest", RecordLengthTooLarge, "record 1: the length is 2147483647, 8 bytes are left in the batch", Second(new() { Length = int.MaxValue })),
        OfRecord("record length of 33 bits", NumberMalformed, "record 1: no number can be read at byte 9 of the records, before byte 14", new() { Records = [new()], Rest = ThirtyThreeBits, RecordCount = 2, LastOffsetDelta = 1 }),
        OfRecord("record not used up", RecordNotUsedUp, "record 1: 3 bytes of its length are not used by its fields", Second(new() { Rest = [1, 2, 3] })),
        OfRecord("record with headers not used up", RecordNotUsedUp, "record 1: 1 bytes of its length are not used by its fields", Second(new() { HeaderCount = 1, Headers = [0, 0], Rest = [0] })),
    ];

    private static IEnumerable<DefectCase> Fields() =>
    [
        OfRecord("record attributes", RecordAttributesNotZero, "record 1: the attributes are 1, expected 0", Second(new() { Attributes = 1 })),
        OfRecord("timestamp delta endless", NumberMalformed, "record 1: no number can be read at byte 11 of the records, before byte 25", new() { Records = [new()], Rest = [.. Number(15), 0, .. Endless, 0, 0, 0], RecordCount = 2, LastOffsetDelta = 1 }),
        OfRecord("offset delta repeated", OffsetDeltaInvalid, "record 1: the offset delta is 0, expected 1", new() { Records = [new(), new()] }),
        OfRecord("offset delta with a gap", OffsetDeltaInvalid, "record 1: the offset delta is 2, expected 1", new() { Records = [new(), new() { OffsetDelta = 2 }] }),
        OfRecord("offset delta negative", OffsetDeltaInvalid, "record 0: the offset delta is -1, expected 0", new() { Records = [new() { OffsetDelta = -1 }] }),
        OfRecord("offset delta over a log's batch", OffsetDeltaInvalid, "record 1: the offset delta is 9, expected 1", new() { Records = [new(), new() { OffsetDelta = 9 }], LastOffsetDelta = 8 }, Replica),
        OfRecord("offset delta falling in a log's batch", OffsetDeltaInvalid, "record 1: the offset delta is 3, expected 6", new() { Records = [new() { OffsetDelta = 5 }, new() { OffsetDelta = 3 }], LastOffsetDelta = 8 }, Replica),
        OfRecord("offset delta after the largest", OffsetDeltaInvalid, "record 1: the offset delta is -2147483648, expected 2147483648", new() { Records = [new() { OffsetDelta = int.MaxValue }, new() { OffsetDelta = int.MinValue }], LastOffsetDelta = int.MaxValue }, Replica),
        OfRecord("key length -2", KeyLengthInvalid, "record 1: the key's length is -2, 4 bytes are left in the record", Second(new() { KeyLength = -2 })),
        OfRecord("key length over the record", KeyLengthInvalid, "record 1: the key's length is 5, 4 bytes are left in the record", Second(new() { KeyLength = 5 })),
        OfRecord("key length over 2^31", NumberMalformed, "record 1: no number can be read at byte 13 of the records, before byte 22", Second(new() { KeyLength = 1L << 32 })),
        OfRecord("key takes the record", NumberMalformed, "record 1: no number can be read at byte 18 of the records, before byte 18", Second(new() { KeyLength = 4 })),
        OfRecord("value length -2", ValueLengthInvalid, "record 1: the value's length is -2, 2 bytes are left in the record", Second(new() { ValueLength = -2 })),
        OfRecord("value length over the record", ValueLengthInvalid, "record 1: the value's length is 3, 2 bytes are left in the record", Second(new() { ValueLength = 3 })),
        OfRecord("key missing in a compacted topic", KeyMissing, "record 1: the record has no key, which a compacted topic demands", Second(new() { KeyLength = -1, Key = [] }), new() { IsKeyRequired = true }),
    ];

    private static IEnumerable<DefectCase> Headers() =>
    [
        OfRecord("header count negative", HeaderCountInvalid, "record 1: the record counts -1 headers, it has room for 0", Second(new() { HeaderCount = -1 })),
        OfRecord("header count over the record", HeaderCountInvalid, "record 1: the record counts 2 headers, it has room for 1", Second(new() { HeaderCount = 2, Headers = [0, 0] })),
        OfRecord("header count huge", HeaderCountInvalid, "record 1: the record counts 2147483647 headers, it has room for 1", Second(new() { HeaderCount = int.MaxValue, Headers = [0, 0] })),
        OfRecord("header without a name", HeaderKeyMissing, "record 1: header 0 of 1 has no name", Second(new() { HeaderCount = 1, Headers = [1, 1] })),
        OfRecord("header's name of length -2", HeaderKeyLengthInvalid, "record 1: a header's name has length -2, 1 bytes are left in the record", Second(new() { HeaderCount = 1, Headers = [3, 0] })),
        OfRecord("header's name over the record", HeaderKeyLengthInvalid, "record 1: a header's name has length 2, 1 bytes are left in the record", Second(new() { HeaderCount = 1, Headers = [4, 0] })),
        OfRecord("header's value of length -2", HeaderValueLengthInvalid, "record 1: a header's value has length -2, 0 bytes are left in the record", Second(new() { HeaderCount = 1, Headers = [0, 3] })),
        OfRecord("header's value over the record", HeaderValueLengthInvalid, "record 1: a header's value has length 1, 0 bytes are left in the record", Second(new() { HeaderCount = 1, Headers = [0, 2] })),
        OfRecord("second header missing", NumberMalformed, "record 1: no number can be read at byte 22 of the records, before byte 22", Second(new() { HeaderCount = 2, Headers = [4, 0x61, 0x62, 0] })),
        OfRecord("header's value length missing", NumberMalformed, "record 1: no number can be read at byte 20 of the records, before byte 20", Second(new() { HeaderCount = 1, Headers = [2, 0x61] })),
    ];

    private static IEnumerable<DefectCase> Timestamps() =>
    [
        new("timestamp -2", TimestampInvalid, ErrorCode.InvalidTimestamp, "record 1: the base timestamp 5 and the record's delta -7 give no timestamp", Second(new() { TimestampDelta = -7 }) with { BaseTimestamp = 5 }),
        new("timestamp smallest", TimestampInvalid, ErrorCode.InvalidTimestamp, "record 0: the base timestamp -9223372036854775808 and the record's delta 0 give no timestamp", new() { BaseTimestamp = long.MinValue }),
        new("timestamp over 2^63", TimestampInvalid, ErrorCode.InvalidTimestamp, "record 0: the base timestamp 9223372036854775807 and the record's delta 1 give no timestamp", new() { BaseTimestamp = long.MaxValue, Records = [new() { TimestampDelta = 1 }] }, new() { TimestampAfterMaxMs = long.MaxValue }),
        new("timestamp round to a good one", TimestampInvalid, ErrorCode.InvalidTimestamp, "record 0: the base timestamp -9223372036854775808 and the record's delta -9223370236854775808 give no timestamp", new() { BaseTimestamp = long.MinValue, Records = [new() { TimestampDelta = long.MinValue + RawBatch.Now }] }),
        new("timestamp too old", TimestampTooOld, ErrorCode.InvalidTimestamp, "record 1: the timestamp is 1799999998999, the topic allows 1799999999000 at least", Second(new() { TimestampDelta = -1_001 }), new() { TimestampBeforeMaxMs = 1_000 }),
        new("timestamp an hour ahead", TimestampTooFarAhead, ErrorCode.InvalidTimestamp, "record 1: the timestamp is 1800003600001, the topic allows 1800003600000 at most", Second(new() { TimestampDelta = 3_600_001 })),
        new("largest timestamp not the records'", MaxTimestampMismatch, ErrorCode.InvalidTimestamp, "the batch's largest timestamp is 1800000000007, that of its records is 1800000000000", new() { MaxTimestamp = RawBatch.Now + 7 }, Replica),
    ];

    private static IEnumerable<DefectCase> Whole() =>
    [
        OfRecord("fewer records than counted", RecordsMissing, "the batch ends after 1 records, its header counts 2", new() { RecordCount = 2, LastOffsetDelta = 1 }),
        OfRecord("far fewer records than counted", RecordsMissing, "the batch ends after 1 records, its header counts 2147483647", new() { RecordCount = int.MaxValue, LastOffsetDelta = int.MaxValue - 1 }),
        OfRecord("more records than counted", BytesAfterRecords, "9 or more bytes follow the last record that the header counts", new() { Records = [new(), new() { OffsetDelta = 1 }], RecordCount = 1, LastOffsetDelta = 0 }),
        OfRecord("bytes behind the records", BytesAfterRecords, "1 or more bytes follow the last record that the header counts", new() { Rest = [0] }),
        OfRecord("control record with a short key", ControlRecordInvalid, "record 0: the control batch counts 1 records, or has a record whose key has fewer than 4 bytes; expected 1 record", new() { Attributes = (int)RecordBatchAttributes.Control, Records = [new() { Key = [0, 0, 0] }] }, new() { Origin = RecordBatchOrigin.Coordinator }),
    ];
}
