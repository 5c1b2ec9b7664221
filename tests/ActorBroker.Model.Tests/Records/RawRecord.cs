using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

/// <summary>A record written field by field, so that any of them can be wrong. What is null here follows from the rest.</summary>
internal sealed record RawRecord
{
    public long? Length { get; init; }

    public byte Attributes { get; init; }

    public long TimestampDelta { get; init; }

    public long OffsetDelta { get; init; }

    public long? KeyLength { get; init; }

    public byte[] Key { get; init; } = "k"u8.ToArray();

    public long? ValueLength { get; init; }

    public byte[] Value { get; init; } = "v"u8.ToArray();

    public long? HeaderCount { get; init; }

    /// <summary>All headers as they lie in the record, with their lengths.</summary>
    public byte[] Headers { get; init; } = [];

    /// <summary>Bytes behind the headers.</summary>
    public byte[] Rest { get; init; } = [];

    public byte[] ToBytes()
    {
        byte[] body =
        [
            Attributes,
            .. Number(TimestampDelta),
            .. Number(OffsetDelta),
            .. Number(KeyLength ?? Key.Length),
            .. Key,
            .. Number(ValueLength ?? Value.Length),
            .. Value,
            .. Number(HeaderCount ?? 0),
            .. Headers,
            .. Rest,
        ];
        return [.. Number(Length ?? body.Length), .. body];
    }

    public static byte[] Number(long value)
    {
        var bytes = new byte[Varint.MaxBytes64];
        return bytes[..Varint.Write(bytes, value)];
    }
}
