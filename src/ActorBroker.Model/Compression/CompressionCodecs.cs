using System.Buffers;

namespace ActorBroker.Model.Compression;

/// <summary>Opens and writes compressed blocks as Kafka's clients do.</summary>
/// <remarks>Threading: any thread may call; nothing is shared between calls but the pool of buffers.</remarks>
public static class CompressionCodecs
{
    /// <summary>Begins to inflate a block.</summary>
    /// <remarks>
    /// What a decoder keeps of its output, as far as it has been made, in rented arrays of at most twice the size: gzip 32 KiB (native);
    /// Snappy the block, up to 1 MiB; LZ4 64 KiB; Zstandard the frame's window, up to 8 MiB (native with libzstd, which is used where it is
    /// installed). A match that reaches back farther is <see cref="CompressionFault.Unsupported"/>.
    /// </remarks>
    /// <param name="codec">The codec the batch names.</param>
    /// <param name="compressed">The whole block; not copied.</param>
    /// <param name="outputBytesMax">How many bytes may come out, 0 and up; the limit is kept while inflating.</param>
    /// <returns>To be disposed by the caller. A block that cannot be read is told by its first read, not here.</returns>
    /// <exception cref="CompressionException"><paramref name="codec"/> is a number that names no codec.</exception>
    public static Decompressor OpenRead(CompressionCodec codec, ReadOnlyMemory<byte> compressed, long outputBytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outputBytesMax);
        return codec switch
        {
            CompressionCodec.None => new StoredDecompressor(compressed, outputBytesMax),
            CompressionCodec.Gzip => new GzipDecompressor(compressed, outputBytesMax),
            CompressionCodec.Snappy => new SnappyDecompressor(compressed, outputBytesMax),
            CompressionCodec.Lz4 => new Lz4Decompressor(compressed, outputBytesMax),
            CompressionCodec.Zstd => new ZstdDecompressor(compressed, outputBytesMax),
            _ => throw new CompressionException(codec, CompressionFault.Unsupported, 0, "no such codec"),
        };
    }

    /// <summary>Compresses <paramref name="source"/> into one block.</summary>
    /// <param name="codec">The codec to use.</param>
    /// <param name="source">What to compress; may be empty.</param>
    /// <param name="target">Receives the block.</param>
    /// <param name="level">One of the codec's <see cref="Levels"/>; null takes its default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The codec has no such level, or its number names no codec.</exception>
    public static void Compress(CompressionCodec codec, ReadOnlySpan<byte> source, IBufferWriter<byte> target, int? level = null)
    {
        var used = LevelOf(codec, level);
        switch (codec)
        {
            case CompressionCodec.None:
                target.Write(source);
                break;
            case CompressionCodec.Gzip:
                GzipCompressor.Compress(source, target, used);
                break;
            case CompressionCodec.Snappy:
                SnappyCompressor.Compress(source, target);
                break;
            case CompressionCodec.Lz4:
                Lz4Compressor.Compress(source, target, used);
                break;
            case CompressionCodec.Zstd:
                ZstdCompressor.Compress(source, target, used);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(codec), codec, "No such codec.");
        }
    }

    /// <summary>The levels a codec knows; null for one that has none: <c>None</c> and <c>Snappy</c>.</summary>
    public static CompressionLevelRange? Levels(CompressionCodec codec) => codec switch
    {
        CompressionCodec.Gzip => GzipCompressor.Levels,
        CompressionCodec.Lz4 => Lz4Compressor.Levels,
        CompressionCodec.Zstd => ZstdCompressor.Levels,
        _ => null,
    };

    private static int LevelOf(CompressionCodec codec, int? level)
    {
        var levels = Levels(codec);
        if (level is not { } asked)
            return levels?.Default ?? 0;

        return levels is { } range && range.Contains(asked)
            ? asked
            : throw new ArgumentOutOfRangeException(nameof(level), level, $"{codec} has no such level.");
    }
}
