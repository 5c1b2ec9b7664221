using System.Buffers;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

public sealed class DecompressorTests
{
    private const int SourceBytes = 100_000;

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void No_more_bytes_come_out_than_the_limit_allows(string name)
    {
        var format = BlockFormat.Find(name);
        var source = Sample.Of("records", SourceBytes);
        var block = format.Write(source);

        foreach (var limit in new[] { 0, 1, 4_095, 32_768, 65_537, SourceBytes - 1 })
        {
            var output = new ArrayBufferWriter<byte>();
            using var decompressor = format.Open(block, limit);
            var failure = Assert.Throws<CompressionException>(() => CopyAll(decompressor, output));
            Assert.Equal(CompressionFault.LimitExceeded, failure.Fault);
            Assert.Equal(source[..limit], output.WrittenSpan.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void A_block_of_exactly_the_limit_is_read_to_its_end(string name)
    {
        var format = BlockFormat.Find(name);
        var source = Sample.Of("records", SourceBytes);

        var read = format.Read(format.Write(source), SourceBytes);

        Assert.Equal(source, read);
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void After_the_end_every_read_gives_nothing(string name)
    {
        var format = BlockFormat.Find(name);
        using var decompressor = format.Open(format.Write(Sample.Of("text", 1_000)), Blocks.NoLimit);
        Blocks.ReadToEnd(decompressor);

        var counts = Enumerable.Range(0, 3).Select(_ => decompressor.Read(new byte[100]));

        Assert.All(counts, count => Assert.Equal(0, count));
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void A_failure_repeats_at_every_later_read(string name)
    {
        var format = BlockFormat.Find(name);
        var block = format.Write(Sample.Of("text", 1_000));
        using var decompressor = format.Open(block[..^1], Blocks.NoLimit);
        var first = Assert.Throws<CompressionException>(() => Blocks.ReadToEnd(decompressor));

        var second = Assert.Throws<CompressionException>(() => decompressor.Read(new byte[100]));

        Assert.Same(first, second);
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void Empty_input_is_cut_short(string name)
    {
        var failure = Assert.Throws<CompressionException>(() => BlockFormat.Find(name).Read([]));

        Assert.Equal(CompressionFault.Truncated, failure.Fault);
    }

    [Fact]
    public void A_number_that_names_no_codec_is_not_supported()
    {
        for (var number = 5; number < 8; number++)
        {
            var codec = (CompressionCodec)number;
            var failure = Assert.Throws<CompressionException>(() => Blocks.Inflate(codec, [1, 2, 3]));
            Assert.Equal((codec, CompressionFault.Unsupported), (failure.Codec, failure.Fault));
        }
    }

    [Fact]
    public void A_failure_names_codec_fault_and_position()
    {
        byte[] block = [.. Blocks.Compress(CompressionCodec.Lz4, "text"u8), 1, 2, 3, 4];

        var failure = Assert.Throws<CompressionException>(() => Blocks.Inflate(CompressionCodec.Lz4, block));

        Assert.Equal("Lz4 input failed (Corrupt) at byte 23: there is no frame's magic number", failure.Message);
        Assert.Equal((CompressionCodec.Lz4, CompressionFault.Corrupt, 23), (failure.Codec, failure.Fault, failure.Position));
    }

    [Fact]
    public void An_empty_destination_or_a_negative_limit_is_refused()
    {
        using var decompressor = CompressionCodecs.OpenRead(CompressionCodec.None, new byte[1], 1);

        Assert.Throws<ArgumentException>(() => decompressor.Read([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CompressionCodecs.OpenRead(CompressionCodec.None, new byte[1], -1));
    }

    private static void CopyAll(Decompressor decompressor, ArrayBufferWriter<byte> output)
    {
        while (decompressor.Read(output.GetSpan(1_000)[..1_000]) is > 0 and var count)
            output.Advance(count);
    }
}
