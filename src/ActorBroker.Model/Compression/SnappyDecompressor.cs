using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>Inflates Snappy: framed streams (<see cref="SnappyFraming"/>) one after another, or else one raw block.</summary>
/// <remarks>
/// Managed memory: the window, which holds what was made of the current block up to 1 MiB, in an array of at most 2 MiB.
/// A raw block of <c>n</c> bytes makes at most 22 <c>n</c>.
/// </remarks>
internal sealed class SnappyDecompressor : Decompressor
{
    private readonly ReadOnlyMemory<byte> _compressed;
    private readonly DecoderWindow _window;
    private readonly SnappyBlockReader _block = new();
    private readonly bool _isFramed;
    private int _position;
    private bool _inBlock;

    public SnappyDecompressor(ReadOnlyMemory<byte> compressed, long outputBytesMax)
        : base(CompressionCodec.Snappy, outputBytesMax)
    {
        _compressed = compressed;
        _window = new DecoderWindow(compressed.Length);
        _isFramed = SnappyFraming.BeginsIn(compressed.Span);
    }

    private protected override long Position => _position;

    private ReadOnlyMemory<byte> Rest => _compressed[_position..];

    private protected override int Inflate(Span<byte> destination)
    {
        while (_window.Pending.IsEmpty)
        {
            if (_inBlock)
                _inBlock = !_block.Inflate(_window);
            else if (_position > 0 && Rest.IsEmpty)
                return 0;
            else if (_isFramed)
                OpenChunk();
            else
                OpenBlock(Rest, CompressionFault.Truncated);
        }

        return _window.Give(destination);
    }

    private protected override void Release() => _window.Release();

    private void OpenChunk()
    {
        var rest = Rest.Span;
        if (_position == 0 || rest.StartsWith(SnappyFraming.Magic))
        {
            SkipHeader(rest);
            return;
        }

        if (rest.Length < SnappyFraming.SizeBytes)
            throw Truncated("the input ends within a block's size");

        var size = BinaryPrimitives.ReadInt32BigEndian(rest);
        if (size < 0)
            throw Corrupt("a block's size is negative");
        if (size > rest.Length - SnappyFraming.SizeBytes)
            throw Truncated("the input ends within a block");

        _position += SnappyFraming.SizeBytes;
        OpenBlock(_compressed.Slice(_position, size), CompressionFault.Corrupt);
    }

    private void SkipHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < SnappyFraming.HeaderBytes)
            throw Truncated("the input ends within the framing's header");
        if (!SnappyFraming.IsReadable(header))
            throw Unsupported("the framing's version is not 1");

        _position += SnappyFraming.HeaderBytes;
    }

    private void OpenBlock(ReadOnlyMemory<byte> block, CompressionFault faultWhenCut)
    {
        _block.Open(block, _position, faultWhenCut);
        _position += block.Length;
        _window.Restart(SnappyBlockReader.HistoryBytes);
        _inBlock = true;
    }
}
