using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>The frame format that KIP-57 settled on.</summary>
public sealed class Lz4FrameTests
{
    /// <summary>A token for no literals and a match of 4, 1 back; then a token for 5 literals, and these.</summary>
    private static readonly byte[] RepeatingOneBack = [0x00, 0x01, 0x00, 0x50, 1, 2, 3, 4, 5];

    [Fact]
    public void A_frame_begins_as_Kafkas_Java_client_begins_it()
    {
        var block = Blocks.Compress(CompressionCodec.Lz4, "text"u8);

        Assert.Equal([0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, 0x82], block[..7]);
    }

    [Fact]
    public void Frames_and_skippable_frames_are_one_stream()
    {
        byte[] skippable = [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9];
        byte[] block = [.. skippable, .. Blocks.Compress(CompressionCodec.Lz4, "first "u8), .. new Lz4Frame().Write([]), .. skippable, .. new Lz4Frame().Write("second"u8)];

        Assert.Equal("first second"u8, Blocks.Inflate(CompressionCodec.Lz4, block));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Every_block_size_is_read(int code)
    {
        var source = Sample.Of("records", Lz4FrameHeader.BlockBytesOf(code) + 70_000);

        foreach (var frame in new Lz4Frame[] { new(), new() { IsLinked = true }, new() { IsStored = true }, new() { IsLinked = true, IsStored = true } })
        {
            var read = Blocks.Inflate(CompressionCodec.Lz4, (frame with { BlockCode = code, HasContentChecksum = true }).Write(source));
            Assert.True(source.AsSpan().SequenceEqual(read), $"{frame}, seed {Sample.Seed}");
        }
    }

    [Fact]
    public void A_linked_block_repeats_bytes_of_the_one_before_and_an_independent_one_does_not()
    {
        byte[] blocks = [1, 0, 0, 0x80, 7, 9, 0, 0, 0, .. RepeatingOneBack, 0, 0, 0, 0];

        var read = Blocks.Inflate(CompressionCodec.Lz4, [.. new Lz4Frame { IsLinked = true }.Header(), .. blocks]);

        Assert.Equal([7, 7, 7, 7, 7, 1, 2, 3, 4, 5], read);
        AssertFault(CompressionFault.Corrupt, [.. new Lz4Frame().Header(), .. blocks]);
    }

    [Fact]
    public void A_wrong_checksum_or_content_size_is_corrupt()
    {
        var source = Sample.Of("text", 1_000);
        var byBlock = new Lz4Frame { HasBlockChecksums = true }.Write(source);
        byBlock[^5] ^= 1;
        var byContent = new Lz4Frame { HasContentChecksum = true }.Write(source);
        byContent[^1] ^= 1;

        AssertFault(CompressionFault.Corrupt, byBlock);
        AssertFault(CompressionFault.Corrupt, byContent);
        AssertFault(CompressionFault.Corrupt, new Lz4Frame { ContentBytes = 999 }.Write(source));
        AssertFault(CompressionFault.Corrupt, new Lz4Frame { ContentBytes = 1_001 }.Write(source));
    }

    [Theory]
    [InlineData(0x80, CompressionFault.Unsupported)]
    [InlineData(0x01, CompressionFault.Unsupported)]
    [InlineData(0x02, CompressionFault.Corrupt)]
    public void Versions_dictionaries_and_reserved_bits_are_refused(byte flags, CompressionFault fault)
    {
        AssertFault(fault, new Lz4Frame { ExtraFlags = flags }.Write("text"u8));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void A_block_size_that_the_format_does_not_have_is_corrupt(int code)
    {
        AssertFault(CompressionFault.Corrupt, [.. new Lz4Frame { BlockCode = code }.Header(), 0, 0, 0, 0]);
    }

    [Fact]
    public void A_damaged_block_is_corrupt()
    {
        AssertBlockCorrupt("goes back before the first byte", RepeatingOneBack);
        AssertBlockCorrupt("ends with a match", [0x10, 9, 0x01, 0x00]);
        AssertBlockCorrupt("has a distance of 0", [0x10, 9, 0x00, 0x00, 0x50, 1, 2, 3, 4, 5]);
        AssertBlockCorrupt("ends in its literals", [0x50, 1, 2, 3, 4]);
        AssertBlockCorrupt("ends in a count of literals", [0xF0, 0xFF, 0xFF]);
        AssertBlockCorrupt("ends in a match's length", [0x1F, 9, 0x01, 0x00, 0xFF]);
        AssertBlockCorrupt("makes more than 64 KiB", [0x1F, 9, 0x01, 0x00, .. Enumerable.Repeat((byte)0xFF, 260), 0, 0x50, 1, 2, 3, 4, 5]);
    }

    private static void AssertBlockCorrupt(string what, byte[] block)
    {
        byte[] frame = [.. new Lz4Frame().Header(), .. BitConverter.GetBytes(block.Length), .. block, 0, 0, 0, 0];
        var failure = Assert.Throws<CompressionException>(() => Blocks.Inflate(CompressionCodec.Lz4, frame));
        Assert.True(failure.Fault == CompressionFault.Corrupt, $"{what}: {failure.Message}");
    }

    private static void AssertFault(CompressionFault fault, byte[] block)
    {
        Assert.Equal(fault, Assert.Throws<CompressionException>(() => Blocks.Inflate(CompressionCodec.Lz4, block)).Fault);
    }
}
