using System.Text;

namespace ActorBroker.Model.Records;

/// <summary>The headers of a record about to be written: given one by one, or as they lay in another record.</summary>
internal readonly ref struct RecordHeaderBlock
{
    private readonly ReadOnlySpan<byte> _encoded;
    private readonly ReadOnlySpan<RecordHeader> _headers;

    public RecordHeaderBlock(RecordHeaders headers)
    {
        _encoded = headers.Bytes;
        Count = headers.Count;
        SizeInBytes = _encoded.Length;
    }

    public RecordHeaderBlock(ReadOnlySpan<RecordHeader> headers)
    {
        _headers = headers;
        Count = headers.Length;
        foreach (var header in headers)
        {
            var keyBytes = Encoding.UTF8.GetByteCount(header.Key);
            SizeInBytes += Varint.SizeOf(keyBytes) + keyBytes;
            SizeInBytes += Varint.SizeOf(header.Value?.Length ?? -1) + (header.Value?.Length ?? 0);
        }
    }

    public int Count { get; }

    public long SizeInBytes { get; }

    public void WriteTo(Span<byte> target)
    {
        _encoded.CopyTo(target);
        foreach (var header in _headers)
        {
            target = target[Varint.Write(target, Encoding.UTF8.GetByteCount(header.Key))..];
            target = target[Encoding.UTF8.GetBytes(header.Key, target)..];
            target = target[Varint.Write(target, header.Value?.Length ?? -1)..];
            header.Value.CopyTo(target);
            target = target[(header.Value?.Length ?? 0)..];
        }
    }
}
