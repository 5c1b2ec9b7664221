using System.Buffers;
using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>Writes one LZ4 frame as Kafka's Java client does (KIP-57): independent blocks of 64 KiB, no checksums but the header's.</summary>
internal static class Lz4Compressor
{
    private const int SizeBytes = sizeof(uint);

    /// <summary>The default takes the fast way, as in the Java client; another level tries 2^(level-1) earlier places.</summary>
    public static readonly CompressionLevelRange Levels = new(1, 17, 9);

    public static void Compress(ReadOnlySpan<byte> source, IBufferWriter<byte> target, int level)
    {
        WriteHeader(target);
        var blockBytes = Lz4FrameHeader.BlockBytesOf(Lz4FrameHeader.SmallestBlockCode);
        using (IMatcher matcher = level == Levels.Default
            ? new GreedyMatcher(source.Length)
            : new ChainMatcher(source.Length, 1 << (level - 1)))
        {
            for (var start = 0; start < source.Length; start += blockBytes)
                WriteBlock(source, start, Math.Min(source.Length, start + blockBytes), matcher, target);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(target.GetSpan(SizeBytes), 0);
        target.Advance(SizeBytes);
    }

    private static void WriteHeader(IBufferWriter<byte> target)
    {
        const int descriptorBytes = 2;
        var header = target.GetSpan(Lz4FrameHeader.MagicBytes + descriptorBytes + 1);
        var descriptor = header.Slice(Lz4FrameHeader.MagicBytes, descriptorBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header, Lz4FrameHeader.Magic);
        descriptor[0] = Lz4FrameHeader.VersionFlag | Lz4FrameHeader.IndependentFlag;
        descriptor[1] = Lz4FrameHeader.SmallestBlockCode << 4;
        header[Lz4FrameHeader.MagicBytes + descriptorBytes] = Lz4FrameHeader.ChecksumOf(descriptor);
        target.Advance(Lz4FrameHeader.MagicBytes + descriptorBytes + 1);
    }

    private static void WriteBlock(ReadOnlySpan<byte> source, int start, int end, IMatcher matcher, IBufferWriter<byte> target)
    {
        var content = source[start..end];
        var block = target.GetSpan(SizeBytes + Lz4SequenceWriter.BytesMax(content.Length));
        var writer = new Lz4SequenceWriter(source, block[SizeBytes..]);
        matcher.Find(source, start, end, start, ref writer);

        var mark = (uint)writer.Written;
        if (writer.Written >= content.Length)
        {
            content.CopyTo(block[SizeBytes..]);
            mark = (uint)content.Length | Lz4FrameHeader.NotCompressedFlag;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(block, mark);
        target.Advance(SizeBytes + (int)(mark & ~Lz4FrameHeader.NotCompressedFlag));
    }
}
