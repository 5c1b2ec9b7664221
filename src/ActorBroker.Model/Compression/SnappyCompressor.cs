using System.Buffers;
using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>Writes Snappy as Kafka's Java client does: framed, in blocks of 32 KiB of content.</summary>
internal static class SnappyCompressor
{
    /// <summary>Writes the header and the blocks; nothing but the header for an empty source.</summary>
    public static void Compress(ReadOnlySpan<byte> source, IBufferWriter<byte> target)
    {
        SnappyFraming.WriteHeader(target.GetSpan(SnappyFraming.HeaderBytes));
        target.Advance(SnappyFraming.HeaderBytes);

        using var matcher = new GreedyMatcher(source.Length);
        for (var start = 0; start < source.Length; start += SnappyFraming.ChunkContentBytes)
        {
            var end = Math.Min(source.Length, start + SnappyFraming.ChunkContentBytes);
            var chunk = target.GetSpan(SnappyFraming.SizeBytes + SnappyBlockWriter.BytesMax(end - start));
            var size = WriteBlock(source, start, end, matcher, chunk[SnappyFraming.SizeBytes..]);
            BinaryPrimitives.WriteInt32BigEndian(chunk, size);
            target.Advance(SnappyFraming.SizeBytes + size);
        }
    }

    private static int WriteBlock(ReadOnlySpan<byte> source, int start, int end, GreedyMatcher matcher, Span<byte> block)
    {
        var writer = new SnappyBlockWriter(source, end - start, block);
        matcher.Find(source, start, end, start, ref writer);
        return writer.Written;
    }
}
