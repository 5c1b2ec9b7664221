using System.Text;
using ActorBroker.Model.Partitioning;

namespace ActorBroker.Model.Tests.Partitioning;

public sealed class Murmur2Tests
{
    [Theory]
    [InlineData("", 275646681)]
    [InlineData("a", -1563381124)]
    [InlineData("ab", 316155434)]
    [InlineData("abc", 479470107)]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("äö😀", -1593776126)]
    public void Key_has_the_hash_that_Kafkas_client_gives_it(string key, int expected)
    {
        Assert.Equal(expected, Murmur2.Hash(Encoding.UTF8.GetBytes(key)));
    }

    [Fact]
    public void Every_length_and_byte_hashes_as_in_Kafkas_client()
    {
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

        var sum = 0;
        for (var length = 0; length <= bytes.Length; length++)
            sum = unchecked((sum * 31) + Murmur2.Hash(bytes.AsSpan(0, length)));

        Assert.Equal(-1303881595, sum);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("a", 5)]
    [InlineData("ab", 0)]
    [InlineData("abc", 4)]
    [InlineData("foobar", 0)]
    public void Key_goes_to_the_partition_that_Kafkas_client_chooses_of_seven(string key, int expected)
    {
        Assert.Equal(new PartitionIndex(expected), Murmur2.Partition(Encoding.UTF8.GetBytes(key), 7));
    }

    [Fact]
    public void Topic_without_partitions_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Murmur2.Partition("k"u8, 0));
    }
}
