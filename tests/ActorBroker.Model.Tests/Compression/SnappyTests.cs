using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

public sealed class SnappyTests
{
    private static readonly byte[] Header = [0x82, 0x53, 0x4E, 0x41, 0x50, 0x50, 0x59, 0x00, 0, 0, 0, 1, 0, 0, 0, 1];

    [Fact]
    public void A_stream_is_framed_as_the_Java_client_frames_it()
    {
        var block = Blocks.Compress(CompressionCodec.Snappy, "text"u8);

        Assert.Equal([.. Header, 0, 0, 0, 6, 4, 3 << 2, .. "text"u8], block);
    }

    [Fact]
    public void Content_is_cut_into_blocks_of_32_KiB()
    {
        var block = Blocks.Compress(CompressionCodec.Snappy, new byte[32_769]);

        var first = block.AsSpan(Header.Length);
        var second = first[(4 + first[3] + (first[2] << 8))..];
        Assert.Equal([0x80, 0x80, 0x02], first[4..7].ToArray());
        Assert.Equal([0, 0, 0, 3, 1, 0, 0], second.ToArray());
    }

    [Fact]
    public void Framed_streams_behind_one_another_are_one()
    {
        byte[] block = [.. Blocks.Compress(CompressionCodec.Snappy, "first "u8), .. Header, .. Blocks.Compress(CompressionCodec.Snappy, "second"u8)];

        Assert.Equal("first second"u8, Blocks.Inflate(CompressionCodec.Snappy, block));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(15)]
    public void Another_version_of_the_framing_is_not_supported(int versionAt)
    {
        var block = Blocks.Compress(CompressionCodec.Snappy, "text"u8);
        block[versionAt] ^= 3;
        if (versionAt == 11)
            block[versionAt] = 0;

        AssertFault(CompressionFault.Unsupported, block);
    }

    [Fact]
    public void Every_form_of_literals_and_matches_is_read()
    {
        byte[] literals = [.. Enumerable.Range(0, 70).Select(value => (byte)value)];
        byte[] content = [.. literals, .. literals[..4], .. literals[1..11], .. literals[4..68]];
        byte[] raw = [148, 1, 60 << 2, 69, .. literals, 1, 70, 2 | (9 << 2), 73, 0, 3 | (63 << 2), 80, 0, 0, 0];

        Assert.Equal(content, Blocks.Inflate(CompressionCodec.Snappy, raw));
    }

    [Theory]
    [InlineData(61, 2)]
    [InlineData(62, 3)]
    [InlineData(63, 4)]
    public void Counts_of_literals_take_up_to_four_bytes(int code, int countBytes)
    {
        byte[] raw = [3, (byte)(code << 2), 2, .. new byte[countBytes - 1], .. "abc"u8];

        Assert.Equal("abc"u8, Blocks.Inflate(CompressionCodec.Snappy, raw));
    }

    [Fact]
    public void A_damaged_block_is_corrupt()
    {
        AssertFault(CompressionFault.Corrupt, [4, 0, 9, 1, 2]);
        AssertFault(CompressionFault.Corrupt, [5, 0, 9, 1, 0]);
        AssertFault(CompressionFault.Corrupt, [4, 0, 9, 2 | (63 << 2), 1, 0]);
        AssertFault(CompressionFault.Corrupt, [1, 0, 9, 0, 9]);
        AssertFault(CompressionFault.Corrupt, [0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0, 9]);
        AssertFault(CompressionFault.Corrupt, [.. Header, 0x80, 0, 0, 0, 1]);
        AssertFault(CompressionFault.Corrupt, [.. Header, 0, 0, 0, 2, 4, 0]);
    }

    [Fact]
    public void A_match_farther_back_than_1_MiB_is_not_supported()
    {
        const int count = 1_024 * 1_024 + 1;
        byte[] literals = [63 << 2, .. BitConverter.GetBytes(count - 1), .. new byte[count]];
        byte[] raw = [0x82, 0x80, 0x40, .. literals, 3, .. BitConverter.GetBytes(count)];

        AssertFault(CompressionFault.Unsupported, raw);
    }

    private static void AssertFault(CompressionFault fault, byte[] block)
    {
        var failure = Assert.Throws<CompressionException>(() => Blocks.Inflate(CompressionCodec.Snappy, block));
        Assert.True(fault == failure.Fault, failure.Message);
    }
}
