namespace ActorBroker.Model.Records;

/// <summary>A record about to be written: first measured, then written; the grammar is at <see cref="RecordLayout"/>.</summary>
internal readonly ref struct RecordEncoding
{
    private readonly long _timestampDelta;
    private readonly int _offsetDelta;
    private readonly NullableBytes _key;
    private readonly NullableBytes _value;
    private readonly RecordHeaderBlock _headers;
    private readonly long _bodyBytes;

    public RecordEncoding(long timestampDelta, int offsetDelta, NullableBytes key, NullableBytes value, RecordHeaderBlock headers)
    {
        _timestampDelta = timestampDelta;
        _offsetDelta = offsetDelta;
        _key = key;
        _value = value;
        _headers = headers;
        _bodyBytes = sizeof(byte) + Varint.SizeOf(timestampDelta) + Varint.SizeOf(offsetDelta)
            + SizeOf(key) + SizeOf(value) + Varint.SizeOf(headers.Count) + headers.SizeInBytes;
    }

    /// <summary>All of the record, its own length included. A record that could not be written, being too long, has its true size too.</summary>
    public long SizeInBytes => Varint.SizeOf(_bodyBytes) + _bodyBytes;

    public void WriteTo(Span<byte> target)
    {
        target = target[Varint.Write(target, _bodyBytes)..];
        target[0] = 0;
        target = target[sizeof(byte)..];
        target = target[Varint.Write(target, _timestampDelta)..];
        target = target[Varint.Write(target, _offsetDelta)..];
        target = Write(target, _key);
        target = Write(target, _value);
        target = target[Varint.Write(target, _headers.Count)..];
        _headers.WriteTo(target);
    }

    private static long SizeOf(NullableBytes bytes) =>
        bytes.IsNull ? Varint.SizeOf(-1) : Varint.SizeOf(bytes.Span.Length) + (long)bytes.Span.Length;

    private static Span<byte> Write(Span<byte> target, NullableBytes bytes)
    {
        target = target[Varint.Write(target, bytes.IsNull ? -1 : bytes.Span.Length)..];
        bytes.Span.CopyTo(target);
        return target[bytes.Span.Length..];
    }
}
