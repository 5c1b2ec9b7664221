using System.Buffers;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Whole blocks at once, in forms that the product reads and does not always write.</summary>
internal static class Blocks
{
    public const long NoLimit = long.MaxValue;

    public static byte[] Compress(CompressionCodec codec, ReadOnlySpan<byte> source, int? level = null)
    {
        var target = new ArrayBufferWriter<byte>();
        CompressionCodecs.Compress(codec, source, target, level);
        return target.WrittenSpan.ToArray();
    }

    public static byte[] Inflate(CompressionCodec codec, byte[] block, long outputBytesMax = NoLimit, int stepBytes = 4_096)
    {
        using var decompressor = CompressionCodecs.OpenRead(codec, block, outputBytesMax);
        return ReadToEnd(decompressor, stepBytes);
    }

    /// <summary>Inflates Zstandard without libzstd.</summary>
    public static byte[] InflateManaged(byte[] block, long outputBytesMax = NoLimit)
    {
        using var decompressor = new ZstdDecompressor(block, outputBytesMax, usesLibrary: false);
        return ReadToEnd(decompressor);
    }

    /// <summary>Inflates Zstandard with libzstd, where that is installed.</summary>
    public static byte[] InflateByLibrary(byte[] block, long outputBytesMax = NoLimit)
    {
        using var decompressor = new ZstdDecompressor(block, outputBytesMax, ZstdLibrary.Installed is not null);
        return ReadToEnd(decompressor);
    }

    public static byte[] ReadToEnd(Decompressor decompressor, int stepBytes = 4_096)
    {
        var output = new ArrayBufferWriter<byte>();
        while (true)
        {
            var count = decompressor.Read(output.GetSpan(stepBytes)[..stepBytes]);
            if (count == 0)
                return output.WrittenSpan.ToArray();
            output.Advance(count);
        }
    }

    /// <summary>One raw block, as librdkafka writes it.</summary>
    public static byte[] SnappyRaw(byte[] source)
    {
        var block = new byte[SnappyBlockWriter.BytesMax(source.Length)];
        var writer = new SnappyBlockWriter(source, source.Length, block);
        using var matcher = new GreedyMatcher(source.Length);
        matcher.Find(source, 0, source.Length, 0, ref writer);
        return block[..writer.Written];
    }

    public static byte[] Lz4Checked(byte[] source) =>
        new Lz4Frame { HasBlockChecksums = true, HasContentChecksum = true, ContentBytes = (ulong)source.Length }.Write(source);

    public static byte[] Lz4Linked(byte[] source) => new Lz4Frame { IsLinked = true }.Write(source);

    /// <summary>As libzstd writes it, where that is installed.</summary>
    public static byte[] Zstd(byte[] source) => Compress(CompressionCodec.Zstd, source);

    /// <summary>As we write it without libzstd.</summary>
    public static byte[] ZstdManaged(byte[] source) => ZstdManaged(source, ZstdCompressor.Levels.Default);

    public static byte[] ZstdManaged(byte[] source, int level)
    {
        var target = new ArrayBufferWriter<byte>();
        ZstdFrameWriter.Write(source, target, level);
        return target.WrittenSpan.ToArray();
    }

    /// <summary>The same frame with the flag set and the checksum behind it.</summary>
    public static byte[] ZstdChecked(byte[] source)
    {
        const byte checksumFlag = 4;
        var frame = Zstd(source);
        frame[ZstdFrameHeader.MagicBytes] |= checksumFlag;
        return [.. frame, .. BitConverter.GetBytes((uint)XxHash64.Compute(source))];
    }
}
