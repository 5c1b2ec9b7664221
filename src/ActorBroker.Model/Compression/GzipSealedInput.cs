namespace ActorBroker.Model.Compression;

/// <summary>Compressed input as a stream, followed by one gzip member of our own; see <see cref="GzipDecompressor"/>.</summary>
internal sealed class GzipSealedInput(ReadOnlyMemory<byte> compressed) : Stream
{
    /// <summary>The content in one stored block (RFC 1951 section 3.2.4), with its CRC-32 and size.</summary>
    private static readonly byte[] Seal =
    [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff,
        0x01, 0x10, 0x00, 0xef, 0xff,
        .. SealContent,
        0x49, 0xb9, 0xcd, 0x0e, 0x10, 0x00, 0x00, 0x00,
    ];

    private int _position;

    /// <summary>What the seal inflates to.</summary>
    public static ReadOnlySpan<byte> SealContent => "ActorBroker seal"u8;

    /// <summary>True once all input was taken and more was asked for.</summary>
    public bool SealTaken { get; private set; }

    /// <summary>How many bytes of the input were taken.</summary>
    public long Taken => _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, compressed.Length - _position);
        if (count > 0)
        {
            compressed.Span.Slice(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        if (SealTaken)
            return 0;

        SealTaken = true;
        Seal.CopyTo(buffer);
        return Seal.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
