using System.Text;

namespace ActorBroker.Model.Tests;

public sealed class Crc32CTests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xE3069283u)]
    public void Text_has_its_published_checksum(string text, uint expected)
    {
        Assert.Equal(expected, Crc32C.Compute(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Patterns_of_RFC_3720_have_their_checksums()
    {
        var zeros = new byte[32];
        var ones = Enumerable.Repeat((byte)0xFF, 32).ToArray();
        var rising = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();

        Assert.Equal(0x8A9136AAu, Crc32C.Compute(zeros));
        Assert.Equal(0x62A8AB43u, Crc32C.Compute(ones));
        Assert.Equal(0x46DD794Eu, Crc32C.Compute(rising));
    }

    [Fact]
    public void Lanes_agree_with_the_bitwise_definition_from_any_state()
    {
        var bytes = new byte[5 * Crc32CLanes.GroupBytes];
        new Random(20_260_733).NextBytes(bytes);

        for (var length = 0; length <= bytes.Length; length += Crc32CLanes.GroupBytes)
        {
            var run = bytes.AsSpan(bytes.Length - length);

            Assert.Equal(BitByBit(run), ~Crc32CLanes.Sum(uint.MaxValue, run));
            Assert.Equal(BitByBit(run, 0x1234_5678), ~Crc32CLanes.Sum(0x1234_5678, run));
        }
    }

    [Fact]
    public void Every_length_around_the_ways_of_long_runs_agrees_with_the_bitwise_definition()
    {
        var bytes = new byte[7_000];
        new Random(20_260_731).NextBytes(bytes);
        var lengths = Enumerable.Range(0, 2_000).Concat([4_096, 6_999]);

        foreach (var length in lengths)
        {
            var run = bytes.AsSpan(bytes.Length - length);

            Assert.Equal(BitByBit(run), Crc32C.Compute(run));
        }
    }

    [Fact]
    public void Parts_summed_one_after_the_other_equal_the_whole()
    {
        var bytes = new byte[5_000];
        new Random(20_260_732).NextBytes(bytes);
        var whole = Crc32C.Compute(bytes);

        for (var cut = 0; cut <= bytes.Length; cut += 7)
            Assert.Equal(whole, Crc32C.Append(Crc32C.Compute(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes, uint state = uint.MaxValue)
    {
        const uint ReversedPolynomial = 0x82F63B78;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
                state = (state >> 1) ^ ((state & 1) * ReversedPolynomial);
        }

        return ~state;
    }
}
