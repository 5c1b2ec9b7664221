using ActorBroker.Listener.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

/// <summary>What a broker tells of its log directories.</summary>
public sealed class LogDirsTests : ListenerKit
{
    [Fact]
    public void A_directory_tells_its_partitions_and_how_large_they_are()
    {
        var client = Connect();
        CreateTopic(client, "orders", partitions: 2);
        var batch = Batch("a", "b");
        for (var round = 0; round < 3; round++)
            client.Ask<ProduceResponse>(Produce("orders", batch, partition: 1));

        var directory = Assert.Single(Ask(client, topics: null).Results);

        Assert.Equal(("/data", ErrorCode.None), (directory.LogDir, directory.ErrorCode));
        var topic = Assert.Single(directory.Topics);
        Assert.Equal("orders", topic.Name);
        Assert.Equal([(0, 0L), (1, 3L * batch.Length)], topic.Partitions.Select(partition => (partition.PartitionIndex.Value, partition.PartitionSize)));
        Assert.All(topic.Partitions, partition => Assert.Equal((0L, false), (partition.OffsetLag, partition.IsFutureKey)));
    }

    [Fact]
    public void Only_what_is_asked_for_is_told_and_what_there_is_of_it()
    {
        var client = Connect();
        CreateTopic(client, "orders", partitions: 3);
        CreateTopic(client, "bills");

        var told = Assert.Single(Ask(client, [("orders", 2), ("orders", 7), ("none", 0)]).Results).Topics;

        Assert.Equal([("orders", 2)], told.SelectMany(topic => topic.Partitions.Select(partition => (topic.Name, partition.PartitionIndex.Value))));
        Assert.Empty(Assert.Single(Ask(client, []).Results).Topics);
    }

    [Fact]
    public void A_directory_that_failed_is_told_with_its_error_and_without_partitions()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        Disk.Fault = operation => operation.Kind == DiskOperationKind.Flush ? DiskFault.Failed : null;
        Assert.Equal(ErrorCode.KafkaStorageError, Result(client.Ask<ProduceResponse>(Produce("orders", Batch("a")))).ErrorCode);

        var directory = Assert.Single(Ask(client, topics: null).Results);

        Assert.Equal((ErrorCode.KafkaStorageError, "/data"), (directory.ErrorCode, directory.LogDir));
        Assert.Empty(directory.Topics);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_version_answers_and_a_disk_without_a_size_has_an_unknown_one(short version)
    {
        var client = Connect();

        var directory = Assert.Single(client.Ask<DescribeLogDirsResponse>(new DescribeLogDirsRequest { Topics = null }, version).Results);

        Assert.Equal((-1, -1), (directory.TotalBytes, directory.UsableBytes));
    }

    private static DescribeLogDirsResponse Ask(WireClient client, (string Topic, int Partition)[]? topics)
    {
        var request = new DescribeLogDirsRequest { Topics = topics is null ? null : new() };
        foreach (var topic in (topics ?? []).GroupBy(asked => asked.Topic))
        {
            var added = request.Topics!.AddNew();
            added.Topic = topic.Key;
            foreach (var (_, partition) in topic)
                added.Partitions.Add(new PartitionIndex(partition));
        }

        return client.Ask<DescribeLogDirsResponse>(request);
    }
}
