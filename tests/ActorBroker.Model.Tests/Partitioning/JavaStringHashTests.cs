using ActorBroker.Model.Partitioning;

namespace ActorBroker.Model.Tests.Partitioning;

public sealed class JavaStringHashTests
{
    /// <summary>The hashes and partitions are what Java 17 and Kafka 4.3.1 print.</summary>
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("a", 97, 47)]
    [InlineData("foobar", -1268878963, 13)]
    [InlineData("a-little-bit-long-string", -865776169, 19)]
    [InlineData("äö😀", 8801653, 3)]
    [InlineData("polygenelubricants", int.MinValue, 0)]
    public void Name_has_Javas_hash_and_Kafkas_partition_of_fifty(string name, int hash, int partition)
    {
        Assert.Equal(hash, JavaStringHash.Hash(name));
        Assert.Equal(new PartitionIndex(partition), JavaStringHash.Partition(name, 50));
    }

    [Fact]
    public void Topic_without_partitions_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => JavaStringHash.Partition("group", 0));
    }
}
