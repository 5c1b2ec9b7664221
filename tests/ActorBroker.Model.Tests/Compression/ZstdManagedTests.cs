using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

public sealed class ZstdManagedTests
{
    [Fact]
    public void The_managed_reader_reads_what_libzstd_wrote_at_every_kind_and_size()
    {
        foreach (var kind in Sample.Kinds)
        {
            foreach (var size in Sample.Sizes)
            {
                var source = Sample.Of(kind, size);
                var inflated = Blocks.InflateManaged(Blocks.Compress(CompressionCodec.Zstd, source));
                Assert.True(source.AsSpan().SequenceEqual(inflated), $"{kind}, {size} bytes, seed {Sample.Seed}");
            }
        }
    }

    [Theory]
    [InlineData(-131_072)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(19)]
    [InlineData(22)]
    public void The_managed_reader_reads_every_level(int level)
    {
        foreach (var kind in Sample.Kinds)
        {
            var source = Sample.Of(kind, 300_000);
            var inflated = Blocks.InflateManaged(Blocks.Compress(CompressionCodec.Zstd, source, level));
            Assert.True(source.AsSpan().SequenceEqual(inflated), $"{kind}, seed {Sample.Seed}");
        }
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(22)]
    public void What_the_managed_writer_writes_both_readers_read(int level)
    {
        foreach (var kind in Sample.Kinds)
        {
            foreach (var size in Sample.Sizes)
            {
                var source = Sample.Of(kind, size);
                var frame = Blocks.ZstdManaged(source, level);
                Assert.True(source.AsSpan().SequenceEqual(Blocks.InflateManaged(frame)), $"{kind}, {size} bytes, seed {Sample.Seed}");
                Assert.True(source.AsSpan().SequenceEqual(Blocks.InflateByLibrary(frame)), $"{kind}, {size} bytes, seed {Sample.Seed}");
            }
        }
    }
}
