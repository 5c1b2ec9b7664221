using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Small blocks, cut at every byte and with every bit flipped.</summary>
public sealed class DamageTests
{
    private const int SourceBytes = 300;
    private const int OutputBytesMax = 64 * 1_024;

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void A_block_cut_at_any_byte_is_told_to_be_cut(string name)
    {
        var format = BlockFormat.Find(name);

        foreach (var kind in Sample.Kinds)
        {
            var block = format.Write(Sample.Of(kind, SourceBytes));
            for (var length = 0; length < block.Length; length++)
            {
                if (length == SnappyFraming.HeaderBytes && name == "snappy, framed")
                    continue;

                var failure = Assert.Throws<CompressionException>(() => format.Read(block[..length]));
                Assert.True(failure.Fault == CompressionFault.Truncated, $"{kind}, {length} of {block.Length}: {failure.Message}");
                Assert.InRange(failure.Position, 0, length);
            }
        }
    }

    /// <summary>The framing has no end mark: what is cut between blocks is a shorter stream, and the batch's CRC finds it.</summary>
    [Fact]
    public void Framed_snappy_cut_between_blocks_is_a_shorter_stream()
    {
        var block = Blocks.Compress(CompressionCodec.Snappy, Sample.Of("text", SourceBytes));

        var read = Blocks.Inflate(CompressionCodec.Snappy, block[..SnappyFraming.HeaderBytes]);

        Assert.Empty(read);
    }

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void A_flipped_bit_is_found_or_stays_within_the_limit(string name)
    {
        var format = BlockFormat.Find(name);

        foreach (var kind in Sample.Kinds)
        {
            var source = Sample.Of(kind, SourceBytes);
            var block = format.Write(source);
            for (var bit = 0; bit < block.Length * 8; bit++)
            {
                var read = TryRead(format, Flip(block, bit));
                if (format.IsChecked && read is not null)
                    Assert.True(source.AsSpan().SequenceEqual(read), $"{kind}, bit {bit} changed the output unseen");
            }
        }
    }

    private static byte[] Flip(byte[] block, int bit)
    {
        var flipped = (byte[])block.Clone();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static byte[]? TryRead(BlockFormat format, byte[] block)
    {
        try
        {
            var read = format.Read(block, OutputBytesMax);
            Assert.InRange(read.Length, 0, OutputBytesMax);
            return read;
        }
        catch (CompressionException)
        {
            return null;
        }
    }
}
