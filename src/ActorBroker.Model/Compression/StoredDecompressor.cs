namespace ActorBroker.Model.Compression;

/// <summary>Hands out bytes that were never compressed.</summary>
internal sealed class StoredDecompressor(ReadOnlyMemory<byte> stored, long outputBytesMax)
    : Decompressor(CompressionCodec.None, outputBytesMax)
{
    private int _position;

    private protected override long Position => _position;

    private protected override int Inflate(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, stored.Length - _position);
        stored.Span.Slice(_position, count).CopyTo(destination);
        _position += count;
        return count;
    }

    private protected override void Release()
    {
    }
}
