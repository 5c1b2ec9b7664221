using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

public sealed class RoundTripTests
{
    public static TheoryData<CompressionCodec, string> CodecsAndKinds()
    {
        var cases = new TheoryData<CompressionCodec, string>();
        foreach (var codec in Enum.GetValues<CompressionCodec>())
        {
            foreach (var kind in Sample.Kinds)
                cases.Add(codec, kind);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(CodecsAndKinds))]
    public void What_was_compressed_inflates_to_itself_at_every_size(CompressionCodec codec, string kind)
    {
        foreach (var size in Sample.Sizes)
        {
            var source = Sample.Of(kind, size);

            var inflated = Inflating.Inflate(codec, Inflating.Compress(codec, source));

            Assert.True(source.AsSpan().SequenceEqual(inflated), $"{codec}, {kind}, {size} bytes, seed {Sample.Seed}");
        }
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void Every_level_inflates_to_what_was_compressed(CompressionCodec codec)
    {
        var levels = CompressionCodecs.Levels(codec)!.Value;
        var source = Sample.Of("records", 70_000);

        for (var level = Math.Max(-10, levels.Minimum); level <= levels.Maximum; level++)
        {
            var inflated = Inflating.Inflate(codec, Inflating.Compress(codec, source, level));
            Assert.True(source.AsSpan().SequenceEqual(inflated), $"level {level}, seed {Sample.Seed}");
        }
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void What_repeats_gets_shorter(CompressionCodec codec)
    {
        var source = Sample.Of("records", 100_000);

        var compressed = Inflating.Compress(codec, source);

        Assert.InRange(compressed.Length, 1, source.Length * 3 / 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(300_000)]
    public void The_size_of_the_pieces_read_does_not_matter(int stepBytes)
    {
        var source = Sample.Of("records", 200_000);

        foreach (var codec in Enum.GetValues<CompressionCodec>())
        {
            var inflated = Inflating.Inflate(codec, Inflating.Compress(codec, source), stepBytes: stepBytes);
            Assert.True(source.AsSpan().SequenceEqual(inflated), $"{codec}, seed {Sample.Seed}");
        }
    }
}
