using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

public sealed class GzipTests
{
    [Fact]
    public void Members_one_after_another_are_one_stream()
    {
        byte[] block =
        [
            .. Inflating.Compress(CompressionCodec.Gzip, "first "u8),
            .. Inflating.Compress(CompressionCodec.Gzip, []),
            .. Inflating.Compress(CompressionCodec.Gzip, "second"u8),
        ];

        var inflated = Inflating.Inflate(CompressionCodec.Gzip, block);

        Assert.Equal("first second"u8, inflated);
    }

    /// <summary>The library reads 8 KiB at a time: what follows a member may begin in the next piece.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bytes_behind_the_last_member_are_corrupt_wherever_the_library_stops_reading(int beyondPiece)
    {
        var source = new byte[8_192 - 23 + beyondPiece];
        new Random(1).NextBytes(source);
        var member = Inflating.Compress(CompressionCodec.Gzip, source);
        byte[] block = [.. member, 1, 2, 3];

        var failure = Assert.Throws<CompressionException>(() => Inflating.Inflate(CompressionCodec.Gzip, block));

        Assert.Equal(CompressionFault.Corrupt, failure.Fault);
    }

    [Fact]
    public void A_wrong_checksum_or_size_is_corrupt()
    {
        var member = Inflating.Compress(CompressionCodec.Gzip, "some text"u8);

        for (var back = 1; back <= 8; back++)
        {
            var damaged = (byte[])member.Clone();
            damaged[^back] ^= 1;
            var failure = Assert.Throws<CompressionException>(() => Inflating.Inflate(CompressionCodec.Gzip, damaged));
            Assert.Equal(CompressionFault.Corrupt, failure.Fault);
        }
    }
}
