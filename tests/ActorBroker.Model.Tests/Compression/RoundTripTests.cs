using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

public sealed class RoundTripTests
{
    public static TheoryData<string, string> FormatsAndKinds()
    {
        var cases = new TheoryData<string, string>();
        foreach (var format in BlockFormat.All)
        {
            foreach (var kind in Sample.Kinds)
                cases.Add(format.Name, kind);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(FormatsAndKinds))]
    public void What_was_written_reads_back_at_every_size(string name, string kind)
    {
        var format = BlockFormat.Find(name);

        foreach (var size in Sample.Sizes)
        {
            var source = Sample.Of(kind, size);
            var read = format.Read(format.Write(source));
            Assert.True(source.AsSpan().SequenceEqual(read), $"{size} bytes, seed {Sample.Seed}");
        }
    }

    [Fact]
    public void Bytes_that_are_not_compressed_come_out_as_they_are()
    {
        var source = Sample.Of("random", 10_000);

        var read = Blocks.Inflate(CompressionCodec.None, Blocks.Compress(CompressionCodec.None, source));

        Assert.Equal(source, read);
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void Every_level_reads_back(CompressionCodec codec)
    {
        var levels = CompressionCodecs.Levels(codec)!.Value;
        var source = Sample.Of("records", 70_000);

        for (var level = Math.Max(-10, levels.Minimum); level <= levels.Maximum; level++)
        {
            var read = Blocks.Inflate(codec, Blocks.Compress(codec, source, level));
            Assert.True(source.AsSpan().SequenceEqual(read), $"level {level}, seed {Sample.Seed}");
        }
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void What_repeats_gets_shorter(string name)
    {
        var source = Sample.Of("records", 100_000);

        var block = BlockFormat.Find(name).Write(source);

        Assert.InRange(block.Length, 1, source.Length * 3 / 5);
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void The_size_of_the_pieces_read_does_not_matter(string name)
    {
        var format = BlockFormat.Find(name);
        var source = Sample.Of("records", 200_000);
        var block = format.Write(source);

        foreach (var stepBytes in new[] { 1, 7, 100, 300_000 })
        {
            var read = format.Read(block, stepBytes: stepBytes);
            Assert.True(source.AsSpan().SequenceEqual(read), $"pieces of {stepBytes}, seed {Sample.Seed}");
        }
    }
}
