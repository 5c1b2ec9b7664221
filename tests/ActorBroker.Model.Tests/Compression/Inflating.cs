using System.Buffers;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Whole blocks at once, for tests.</summary>
internal static class Inflating
{
    public const long NoLimit = long.MaxValue;

    public static byte[] Compress(CompressionCodec codec, ReadOnlySpan<byte> source, int? level = null)
    {
        var target = new ArrayBufferWriter<byte>();
        CompressionCodecs.Compress(codec, source, target, level);
        return target.WrittenSpan.ToArray();
    }

    public static byte[] Inflate(CompressionCodec codec, byte[] compressed, long outputBytesMax = NoLimit, int stepBytes = 4_096)
    {
        using var decompressor = CompressionCodecs.OpenRead(codec, compressed, outputBytesMax);
        return ReadToEnd(decompressor, stepBytes);
    }

    /// <summary>Inflates Zstandard without libzstd.</summary>
    public static byte[] InflateManaged(byte[] compressed, long outputBytesMax = NoLimit, int stepBytes = 4_096)
    {
        using var decompressor = new ZstdDecompressor(compressed, outputBytesMax, usesLibrary: false);
        return ReadToEnd(decompressor, stepBytes);
    }

    /// <summary>Compresses to Zstandard without libzstd.</summary>
    public static byte[] WriteManaged(ReadOnlySpan<byte> source, int level = 3)
    {
        var target = new ArrayBufferWriter<byte>();
        ZstdFrameWriter.Write(source, target, level);
        return target.WrittenSpan.ToArray();
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
}
