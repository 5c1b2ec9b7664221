using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Inflates LZ4 frames one after another, skippable ones left out. A frame is its header (<see cref="Lz4FrameHeader"/>),
/// blocks, an end mark of 4 zero bytes, and a checksum of its content where the header says so. A block is its size
/// (4 bytes, low first; the highest bit: not compressed), its bytes, and a checksum where the header says so.
/// </summary>
/// <remarks>Managed memory: the window, at most 128 KiB, whatever the size of blocks.</remarks>
internal sealed class Lz4Decompressor(ReadOnlyMemory<byte> compressed, long outputBytesMax)
    : Decompressor(CompressionCodec.Lz4, outputBytesMax)
{
    private readonly DecoderWindow _window = new(compressed.Length);
    private readonly Lz4BlockReader _block = new();
    private Lz4FrameHeader _header;
    private XxHash32 _contentHash;
    private ulong _contentBytes;
    private int _position;
    private ReadOnlyMemory<byte> _stored;
    private Stage _stage;

    private enum Stage
    {
        Frame,
        BlockSize,
        CompressedBlock,
        StoredBlock,
    }

    private protected override long Position => _position;

    private int BytesLeft => compressed.Length - _position;

    private protected override int Inflate(Span<byte> destination)
    {
        while (_window.Pending.IsEmpty)
        {
            if (_stage == Stage.Frame && BytesLeft == 0 && _position > 0)
                return 0;

            Step();
        }

        return _window.Give(destination);
    }

    private protected override void Release() => _window.Release();

    private void Step()
    {
        switch (_stage)
        {
            case Stage.Frame:
                OpenFrame();
                break;
            case Stage.BlockSize:
                OpenBlock();
                break;
            default:
                InflateBlock();
                break;
        }
    }

    private void OpenFrame()
    {
        var start = _position;
        var magic = ReadUInt32("the input ends within a frame's magic number");
        if (SkippableFrame.IsMagic(magic))
        {
            _position = start + (SkippableFrame.BytesOf(compressed.Span[start..]) ?? throw Truncated("the input ends within a skippable frame"));
            return;
        }

        if (magic != Lz4FrameHeader.Magic)
            throw Corrupt("there is no frame's magic number");

        _header = Lz4FrameHeader.Read(compressed.Span[start..], start);
        _position = start + _header.HeaderBytes;
        _window.Restart(Lz4BlockReader.HistoryBytes);
        (_contentHash, _contentBytes, _stage) = (new XxHash32(), 0, Stage.BlockSize);
    }

    private void OpenBlock()
    {
        var mark = ReadUInt32("the input ends before a frame's end mark");
        if (mark == 0)
        {
            CloseFrame();
            return;
        }

        var size = mark & ~Lz4FrameHeader.NotCompressedFlag;
        if (size > (uint)_header.BlockBytesMax)
            throw Corrupt("a block is larger than its frame allows");

        var position = _position;
        var block = Take(size, "the input ends within a block");
        if (_header.HasBlockChecksums && ReadUInt32("the input ends within a block's checksum") != XxHash32.Compute(block.Span))
            throw Corrupt("a block's checksum is wrong");
        if (_header.HasIndependentBlocks)
            _window.Restart(Lz4BlockReader.HistoryBytes);

        if (mark == size)
        {
            _block.Open(block, position, _header.BlockBytesMax);
            _stage = Stage.CompressedBlock;
        }
        else
        {
            _stored = block;
            _stage = Stage.StoredBlock;
        }
    }

    private void InflateBlock()
    {
        if (_stage == Stage.StoredBlock ? CopyStored() : _block.Inflate(_window))
            _stage = Stage.BlockSize;

        _contentBytes += (uint)_window.Pending.Length;
        if (_contentBytes > (_header.ContentBytes ?? ulong.MaxValue))
            throw Corrupt("a frame inflates to more than its header says");
        if (_header.HasContentChecksum)
            _contentHash.Append(_window.Pending);
    }

    /// <summary>A stored block goes through the window as well: blocks after it may repeat its bytes.</summary>
    private bool CopyStored()
    {
        _window.EnsureRoom(Math.Min(_stored.Length, Lz4BlockReader.HistoryBytes));
        var count = Math.Min(_stored.Length, _window.Room);
        _window.Append(_stored.Span[..count]);
        _stored = _stored[count..];
        return _stored.IsEmpty;
    }

    private void CloseFrame()
    {
        if (_contentBytes != (_header.ContentBytes ?? _contentBytes))
            throw Corrupt("a frame inflates to less than its header says");
        if (_header.HasContentChecksum && ReadUInt32("the input ends within a frame's checksum") != _contentHash.Finish())
            throw Corrupt("a frame's checksum is wrong");

        _stage = Stage.Frame;
    }

    private uint ReadUInt32(string whenCut) => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint), whenCut).Span);

    private ReadOnlyMemory<byte> Take(uint count, string whenCut)
    {
        if (count > (uint)BytesLeft)
            throw Truncated(whenCut);

        var taken = compressed.Slice(_position, (int)count);
        _position += (int)count;
        return taken;
    }
}
