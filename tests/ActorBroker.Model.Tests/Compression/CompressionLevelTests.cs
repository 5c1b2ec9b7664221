using System.Buffers;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>The ranges of KIP-390.</summary>
public sealed class CompressionLevelTests
{
    [Theory]
    [InlineData(CompressionCodec.Gzip, 1, 9, 6)]
    [InlineData(CompressionCodec.Lz4, 1, 17, 9)]
    [InlineData(CompressionCodec.Zstd, -131_072, 22, 3)]
    public void A_codec_has_Kafkas_levels(CompressionCodec codec, int minimum, int maximum, int standard)
    {
        var levels = CompressionCodecs.Levels(codec);

        Assert.Equal(new CompressionLevelRange(minimum, maximum, standard), levels);
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip, 0)]
    [InlineData(CompressionCodec.Gzip, 10)]
    [InlineData(CompressionCodec.Lz4, 0)]
    [InlineData(CompressionCodec.Lz4, 18)]
    [InlineData(CompressionCodec.Zstd, -131_073)]
    [InlineData(CompressionCodec.Zstd, 23)]
    [InlineData(CompressionCodec.None, 1)]
    [InlineData(CompressionCodec.Snappy, 1)]
    [InlineData((CompressionCodec)5, null)]
    public void A_level_out_of_range_is_refused(CompressionCodec codec, int? level)
    {
        var target = new ArrayBufferWriter<byte>();

        Assert.Throws<ArgumentOutOfRangeException>(() => CompressionCodecs.Compress(codec, "text"u8, target, level));
        Assert.Equal(0, target.WrittenCount);
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void The_highest_level_makes_blocks_shorter_than_the_lowest(CompressionCodec codec)
    {
        var levels = CompressionCodecs.Levels(codec)!.Value;
        var source = Sample.Of("text", 100_000);

        var lowest = Blocks.Compress(codec, source, levels.Minimum);
        var highest = Blocks.Compress(codec, source, levels.Maximum);

        Assert.InRange(highest.Length, 1, lowest.Length - 1);
    }
}
