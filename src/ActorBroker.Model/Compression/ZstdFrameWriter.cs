using System.Buffers;
using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Writes a Zstandard frame in managed code, where libzstd is not installed: matches within 64 KiB, literals without
/// Huffman codes, sequences by the default tables. Any reader reads it; it is about as long as LZ4's.
/// </summary>
internal static class ZstdFrameWriter
{
    private const int BlockHeaderBytes = 3;
    private const int HeaderBytes = ZstdFrameHeader.MagicBytes + 2 + sizeof(uint);
    private const int GreedyLevelMax = 3;
    private const int AttemptsLogMax = 8;

    /// <summary>Content size in 4 bytes; a window descriptor follows.</summary>
    private const byte Descriptor = 0x80;

    /// <summary>A window of 64 KiB: 6 in the exponent above 10 bits, 0 in the mantissa.</summary>
    private const byte WindowDescriptor = 6 << 3;

    private enum BlockType
    {
        Raw = 0,
        Run = 1,
        Compressed = 2,
    }

    public static void Write(ReadOnlySpan<byte> source, IBufferWriter<byte> target, int level)
    {
        WriteHeader(source.Length, target);
        using IMatcher matcher = level <= GreedyLevelMax
            ? new GreedyMatcher(source.Length)
            : new ChainMatcher(source.Length, 1 << Math.Min(level - GreedyLevelMax, AttemptsLogMax));
        var list = new ZstdSequenceList(source, Math.Min(source.Length, ZstdBlockWriter.BlockBytesMax));
        var start = 0;
        do
        {
            var end = Math.Min(source.Length, start + ZstdBlockWriter.BlockBytesMax);
            WriteBlock(source, start, end, matcher, ref list, target);
            start = end;
        }
        while (start < source.Length);

        list.Dispose();
    }

    private static void WriteHeader(int contentBytes, IBufferWriter<byte> target)
    {
        var header = target.GetSpan(HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZstdFrameHeader.Magic);
        header[ZstdFrameHeader.MagicBytes] = Descriptor;
        header[ZstdFrameHeader.MagicBytes + 1] = WindowDescriptor;
        BinaryPrimitives.WriteUInt32LittleEndian(header[(ZstdFrameHeader.MagicBytes + 2)..], (uint)contentBytes);
        target.Advance(HeaderBytes);
    }

    private static void WriteBlock(
        ReadOnlySpan<byte> source, int start, int end, IMatcher matcher, ref ZstdSequenceList list, IBufferWriter<byte> target)
    {
        list.OpenBlock();
        matcher.Find(source, start, end, 0, ref list);

        var content = source[start..end];
        var block = target.GetSpan(BlockHeaderBytes + content.Length);
        var body = block.Slice(BlockHeaderBytes, content.Length);
        var size = WriteBody(content, list.Literals, list.Sequences, body, out var type);
        if (type != BlockType.Compressed)
            list.Undo();

        var isLast = end == source.Length ? 1 : 0;
        var sizeField = type == BlockType.Run ? content.Length : size;
        var header = isLast | ((int)type << 1) | (sizeField << 3);
        for (var at = 0; at < BlockHeaderBytes; at++)
            block[at] = (byte)(header >> (8 * at));
        target.Advance(BlockHeaderBytes + size);
    }

    private static int WriteBody(
        ReadOnlySpan<byte> content,
        ReadOnlySpan<byte> literals,
        ReadOnlySpan<ZstdCodedSequence> sequences,
        Span<byte> body,
        out BlockType type)
    {
        type = BlockType.Run;
        if (content.Length > 1 && !content.ContainsAnyExcept(content[0]))
        {
            body[0] = content[0];
            return 1;
        }

        type = BlockType.Compressed;
        if (ZstdBlockWriter.Write(literals, sequences, body) is > 0 and var size && size < content.Length)
            return size;

        type = BlockType.Raw;
        content.CopyTo(body);
        return content.Length;
    }
}
