using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Inflates frames in managed code (RFC 8878). Behind its header a frame has blocks and, where the header says so, a
/// checksum: the lower half of the content's xxHash64. A block has a header of 3 bytes, low first (bit 0: last block, bits
/// 1-2 type, then its size), and its bytes: as they are (type 0), one byte repeated (1), or literals and sequences (2).
/// </summary>
/// <remarks>
/// Managed memory: what was made, as far back as the frame's window and 8 MiB reach, in an array of at most 16 MiB; up to
/// 128 KiB of literals; 20 KiB of tables. All of it is rented when it is written to.
/// </remarks>
internal sealed class ZstdFrameReader(ReadOnlyMemory<byte> compressed) : IZstdFrameReader
{
    private const int BlockBytesMax = 128 * 1_024;
    private const int BlockHeaderBytes = 3;

    private readonly DecoderWindow _window = new(compressed.Length);
    private readonly ZstdLiterals _literals = new();
    private readonly ZstdSequences _sequences = new();
    private ZstdFrameHeader _header;
    private XxHash64 _hash;
    private ulong _contentBytes;
    private int _blockBytesMax;
    private bool _hasLastBlock;
    private bool _hasEnded;

    private enum BlockType
    {
        Raw = 0,
        Run = 1,
        Compressed = 2,
    }

    public int Position { get; private set; }

    public void Open(int position, in ZstdFrameHeader header)
    {
        Position = position + header.HeaderBytes;
        _header = header;
        _blockBytesMax = (int)Math.Min(header.WindowBytes, BlockBytesMax);
        _window.Restart((int)Math.Min(header.WindowBytes, ZstdDecompressor.HistoryBytesMax));
        _literals.Reset();
        _sequences.Reset();
        (_hash, _contentBytes) = (new XxHash64(), 0);
        (_hasLastBlock, _hasEnded) = (false, false);
    }

    public int Read(Span<byte> destination)
    {
        while (_window.Pending.IsEmpty && !_hasEnded)
        {
            if (_hasLastBlock)
                EndFrame();
            else
                ReadBlock();
        }

        return _window.Give(destination);
    }

    public void Dispose()
    {
        _window.Release();
        _literals.Release();
        _sequences.Release();
    }

    private void ReadBlock()
    {
        var header = Take(BlockHeaderBytes, "the input ends within a block's header");
        var bits = header[0] | (header[1] << 8) | (header[2] << 16);
        _hasLastBlock = (bits & 1) != 0;
        var size = bits >> 3;
        if (size > _blockBytesMax)
            throw ZstdFailure.Corrupt(Position, "a block is larger than its frame allows");

        switch ((BlockType)((bits >> 1) & 3))
        {
            case BlockType.Raw:
                var bytes = Take(size, "the input ends within a block");
                _window.EnsureRoom(size);
                _window.Append(bytes);
                break;
            case BlockType.Run:
                var value = Take(1, "the input ends within a block")[0];
                _window.EnsureRoom(size);
                _window.AppendRun(value, size);
                break;
            case BlockType.Compressed:
                Inflate(Take(size, "the input ends within a block"), Position - size);
                break;
            default:
                throw ZstdFailure.Corrupt(Position, "a block's type is reserved");
        }

        Count(_window.Pending);
    }

    private void Inflate(ReadOnlySpan<byte> block, long position)
    {
        var literalBytes = _literals.Read(block, _blockBytesMax, position, out var literals);
        var output = new ZstdBlockOutput(literals, _window, _header.WindowBytes, _blockBytesMax, position);
        _sequences.Run(block[literalBytes..], position, ref output);
    }

    private void Count(ReadOnlySpan<byte> made)
    {
        _contentBytes += (uint)made.Length;
        if (_contentBytes > (_header.ContentBytes ?? ulong.MaxValue))
            throw ZstdFailure.Corrupt(Position, "a frame inflates to more than its header says");
        if (_header.HasChecksum)
            _hash.Append(made);
    }

    private void EndFrame()
    {
        if (_contentBytes != (_header.ContentBytes ?? _contentBytes))
            throw ZstdFailure.Corrupt(Position, "a frame inflates to less than its header says");
        if (_header.HasChecksum)
            CheckHash(Take(sizeof(uint), "the input ends within a frame's checksum"));

        _hasEnded = true;
    }

    private void CheckHash(ReadOnlySpan<byte> checksum)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(checksum) != (uint)_hash.Finish())
            throw ZstdFailure.Corrupt(Position, "a frame's checksum is wrong");
    }

    private ReadOnlySpan<byte> Take(int count, string whenCut)
    {
        if (count > compressed.Length - Position)
            throw ZstdFailure.Truncated(Position, whenCut);

        var taken = compressed.Span.Slice(Position, count);
        Position += count;
        return taken;
    }
}
