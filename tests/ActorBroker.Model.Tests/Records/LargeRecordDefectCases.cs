using ActorBroker.Model.Records;
using static ActorBroker.Model.Records.RecordBatchDefect;
using static ActorBroker.Model.Tests.Records.DefectCase;
using static ActorBroker.Model.Tests.Records.RawRecord;

namespace ActorBroker.Model.Tests.Records;

/// <summary>Defects of a record that is larger than the window over a compressed batch, which reads such records another way.</summary>
internal static class LargeRecordDefectCases
{
    private const int LargeBytes = 100_000;

    private static readonly byte[] Large = new byte[LargeBytes];

    private static readonly byte[] Endless = [.. Enumerable.Repeat((byte)0x80, Varint.MaxBytes64), 0];

    public static IReadOnlyList<DefectCase> All { get; } =
    [
        OfRecord("large record over the end", RecordLengthTooLarge, "record 0: the length is 100011, 100009 bytes are left in the batch", One(new() { Value = Large, Length = LargeBytes + 11 })),
        OfRecord("large record over the end in its header", RecordLengthTooLarge, "record 0: the length is 100011, 100009 bytes are left in the batch", One(new() { Value = Large, Length = LargeBytes + 11, HeaderCount = 1 })),
        OfRecord("large record not used up", RecordNotUsedUp, "record 0: 100000 bytes of its length are not used by its fields", One(new() { Rest = Large })),
        OfRecord("large record's attributes", RecordAttributesNotZero, "record 0: the attributes are 9, expected 0", One(new() { Value = Large, Attributes = 9 })),
        OfRecord("large record's timestamp endless", NumberMalformed, "record 0: no number can be read at byte 4 of the records, before byte 100003", Bytes([.. Number(LargeBytes), 0, .. Endless, .. Large])),
        OfRecord("large record's offset delta endless", NumberMalformed, "record 0: no number can be read at byte 5 of the records, before byte 100003", Bytes([.. Number(LargeBytes), 0, 0, .. Endless, .. Large])),
        OfRecord("large record's key length", KeyLengthInvalid, "record 0: the key's length is -2, 100005 bytes are left in the record", One(new() { KeyLength = -2, Value = Large })),
        OfRecord("large record's value length", ValueLengthInvalid, "record 0: the value's length is 100002, 100001 bytes are left in the record", One(new() { ValueLength = LargeBytes + 2, Value = Large })),
        OfRecord("large record's header count", HeaderCountInvalid, "record 0: the record counts 1 headers, it has room for 0", One(new() { HeaderCount = 1, Value = Large })),
        OfRecord("large record's header without a name", HeaderKeyMissing, "record 0: header 0 of 1 has no name", One(new() { HeaderCount = 1, Headers = [1, 1], Value = Large })),
        OfRecord("large record's header name", HeaderKeyLengthInvalid, "record 0: a header's name has length 2, 1 bytes are left in the record", One(new() { HeaderCount = 1, Headers = [4, 0], Value = Large })),
        OfRecord("large record's header value", HeaderValueLengthInvalid, "record 0: a header's value has length 1, 0 bytes are left in the record", One(new() { HeaderCount = 1, Headers = [0, 2], Value = Large })),
        OfRecord("large record's second header", NumberMalformed, "record 0: no number can be read at byte 100016 of the records, before byte 100016", One(new() { HeaderCount = 2, Headers = [2, 0x61, 2, 0x62], Value = Large })),
    ];

    private static RawBatch One(RawRecord record) => new() { Records = [record] };

    private static RawBatch Bytes(byte[] records) => new() { Records = [], Rest = records, RecordCount = 1, LastOffsetDelta = 0 };
}
