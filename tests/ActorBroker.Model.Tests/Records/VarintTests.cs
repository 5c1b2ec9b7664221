using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class VarintTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "01")]
    [InlineData(1, "02")]
    [InlineData(63, "7e")]
    [InlineData(-64, "7f")]
    [InlineData(64, "8001")]
    [InlineData(-8192, "ff7f")]
    [InlineData(8192, "808001")]
    [InlineData(int.MaxValue, "feffffff0f")]
    [InlineData(int.MinValue, "ffffffff0f")]
    [InlineData(long.MaxValue, "feffffffffffffffff01")]
    [InlineData(long.MinValue, "ffffffffffffffffff01")]
    public void Number_has_Kafkas_bytes_and_comes_back(long number, string expected)
    {
        var bytes = new byte[Varint.MaxBytes64];

        var written = Varint.Write(bytes, number);

        Assert.Equal(expected, Convert.ToHexStringLower(bytes.AsSpan(0, written)));
        Assert.Equal(written, Varint.SizeOf(number));
        nint at = 0;
        Assert.True(Varint.TryReadInt64(ref bytes[0], ref at, written, out var read));
        Assert.Equal((number, (nint)written), (read, at));
    }

    [Theory]
    [InlineData("80")]
    [InlineData("8080808080")]
    [InlineData("808080808000")]
    [InlineData("8080808010")]
    [InlineData("ffffffff1f")]
    public void Number_of_32_bits_that_runs_over_is_not_read(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        nint at = 0;

        var read = Varint.TryReadInt32(ref bytes[0], ref at, bytes.Length, out _);

        Assert.False(read);
        Assert.Equal(0, at);
    }

    [Theory]
    [InlineData("ffffffffffffffffff02")]
    [InlineData("8080808080808080808000")]
    [InlineData("80808080808080808080")]
    public void Number_of_64_bits_that_runs_over_is_not_read(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        nint at = 0;

        var read = Varint.TryReadInt64(ref bytes[0], ref at, bytes.Length, out _);

        Assert.False(read);
        Assert.Equal(0, at);
    }

    [Fact]
    public void Number_is_not_read_over_the_end_that_was_given()
    {
        byte[] bytes = [0x80, 0x80, 0x01];
        nint at = 0;

        for (var end = 0; end < bytes.Length; end++)
            Assert.False(Varint.TryReadInt32(ref bytes[0], ref at, end, out _));
        Assert.True(Varint.TryReadInt32(ref bytes[0], ref at, bytes.Length, out var read));

        Assert.Equal(8192, read);
    }
}
