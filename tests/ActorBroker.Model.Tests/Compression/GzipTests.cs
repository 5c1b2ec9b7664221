using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

public sealed class GzipTests
{
    /// <summary>How much the base library takes at a time.</summary>
    private const int PieceBytes = 8_192;

    [Fact]
    public void Members_one_after_another_are_one_stream()
    {
        byte[] block =
        [
            .. Blocks.Compress(CompressionCodec.Gzip, "first "u8),
            .. Blocks.Compress(CompressionCodec.Gzip, []),
            .. Blocks.Compress(CompressionCodec.Gzip, "second"u8),
        ];

        Assert.Equal("first second"u8, Blocks.Inflate(CompressionCodec.Gzip, block));
    }

    [Fact]
    public void Members_are_read_and_bytes_behind_the_last_are_corrupt_wherever_the_library_takes_its_next_piece()
    {
        var source = Sample.Of("random", PieceBytes);

        for (var length = PieceBytes - 60; length < PieceBytes; length++)
        {
            var member = Blocks.Compress(CompressionCodec.Gzip, source.AsSpan(0, length));
            var twice = Blocks.Inflate(CompressionCodec.Gzip, [.. member, .. member]);
            Assert.True(twice.AsSpan(length).SequenceEqual(source.AsSpan(0, length)), $"{member.Length} bytes");
            AssertFault(CompressionFault.Corrupt, [.. member, 1]);
            AssertFault(CompressionFault.Corrupt, [.. member, 0, 0, 0]);
            AssertFault(CompressionFault.Truncated, [.. member, 0x1F]);
            AssertFault(CompressionFault.Truncated, [.. member, 0x1F, 0x8B]);
        }
    }

    [Fact]
    public void A_wrong_checksum_or_size_is_corrupt()
    {
        var member = Blocks.Compress(CompressionCodec.Gzip, "some text"u8);

        for (var back = 1; back <= 8; back++)
        {
            var damaged = (byte[])member.Clone();
            damaged[^back] ^= 1;
            AssertFault(CompressionFault.Corrupt, damaged);
        }
    }

    [Fact]
    public void A_cut_member_cannot_pass_by_holding_the_bytes_of_the_seal()
    {
        var seal = Blocks.Compress(CompressionCodec.Gzip, GzipSealedInput.SealContent);
        byte[] stored = [.. seal[..10], 0x01, 0x27, 0x00, 0xD8, 0xFF];

        AssertFault(CompressionFault.Truncated, stored);
        Assert.Equal(GzipSealedInput.SealContent, Blocks.Inflate(CompressionCodec.Gzip, seal));
    }

    private static void AssertFault(CompressionFault fault, byte[] block)
    {
        var failure = Assert.Throws<CompressionException>(() => Blocks.Inflate(CompressionCodec.Gzip, block));
        Assert.True(fault == failure.Fault, failure.Message);
    }
}
