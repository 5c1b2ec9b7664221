using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Hosting.Tests;

public sealed class ProducerExpiryTests
{
    [Fact]
    public async Task Producers_that_wrote_nothing_for_too_long_are_forgotten_by_the_clock_and_others_stay()
    {
        await using var host = await ServedHost.StartAsync("actorbroker.config.producer.id.expiration.check.interval.ms = 20");
        host.CreateTopic("orders");
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(ErrorCode.None, host.Produce("orders", Batch(producer: 1, now.AddDays(-2))));
        Assert.Equal(ErrorCode.None, host.Produce("orders", Batch(producer: 2, now)));

        Assert.Equal(2, Assert.Single(await ProducersAsync(host, count: 1)));
    }

    [Fact]
    public async Task How_long_that_is_can_be_changed_while_the_broker_runs()
    {
        await using var host = await ServedHost.StartAsync("actorbroker.config.producer.id.expiration.check.interval.ms = 20");
        host.CreateTopic("orders");
        Assert.Equal(ErrorCode.None, host.Produce("orders", Batch(producer: 1, TimeProvider.System.GetUtcNow().AddHours(-2))));
        Assert.Equal(1, Assert.Single(await ProducersAsync(host, count: 1)));

        var request = new IncrementalAlterConfigsRequest();
        var brokers = new IncrementalAlterConfigsRequest.AlterConfigsResource { ResourceType = 4, ResourceName = "" };
        brokers.Configs.Add(new IncrementalAlterConfigsRequest.AlterableConfig { Name = "producer.id.expiration.ms", ConfigOperation = 0, Value = "3600000" });
        request.Resources.Add(brokers);
        Assert.Equal(ErrorCode.None, host.Kafka.Ask<IncrementalAlterConfigsResponse>(request).Responses[0].ErrorCode);

        Assert.Empty(await ProducersAsync(host, count: 0));
    }

    private static byte[] Batch(long producer, DateTimeOffset time)
    {
        using var builder = new RecordBatchBuilder(
            RecordBatchOptions.Default with { ProducerId = new ProducerId(producer), ProducerEpoch = new ProducerEpoch(0), BaseSequence = new Sequence(0) });
        Assert.True(builder.TryAppend(time.ToUnixTimeMilliseconds(), default, "a"u8.ToArray()));
        return builder.ToArray();
    }

    /// <summary>The producers that the partition knows, once there are so many.</summary>
    private static async Task<long[]> ProducersAsync(ServedHost host, int count)
    {
        var request = new DescribeProducersRequest();
        var asked = request.Topics.AddNew();
        asked.Name = "orders";
        asked.PartitionIndexes.Add(new PartitionIndex(0));
        using var limit = new CancellationTokenSource(Tool.Limit);
        while (true)
        {
            var known = host.Kafka.Ask<DescribeProducersResponse>(request).Topics[0].Partitions[0].ActiveProducers;
            if (known.Count == count)
                return [.. known.Select(producer => producer.ProducerId.Value)];
            Assert.False(limit.IsCancellationRequested, $"{known.Count} producers are known, but {count} were awaited");
            await Task.Yield();
        }
    }
}
