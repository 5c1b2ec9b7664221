using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.DescribeProducersResponse;

namespace ActorBroker.Listener.Tests;

/// <summary>What a partition tells of its producers.</summary>
public sealed class ProducersTests : ListenerKit
{
    [Fact]
    public void A_producer_is_told_with_its_epoch_and_its_last_record()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var given = client.Ask<InitProducerIdResponse>(new InitProducerIdRequest { TransactionalId = null, TransactionTimeoutMs = 60_000 });
        var options = RecordBatchOptions.Default with { ProducerId = given.ProducerId, ProducerEpoch = given.ProducerEpoch, BaseSequence = new Sequence(0) };
        Assert.Equal(ErrorCode.None, Result(client.Ask<ProduceResponse>(Produce("orders", Batch(options, "a", "b", "c")))).ErrorCode);

        var told = Ask(client, "orders", 0);

        var producer = Assert.Single(told.ActiveProducers);
        Assert.Equal(ErrorCode.None, told.ErrorCode);
        Assert.Equal((given.ProducerId, (int)given.ProducerEpoch.Value, 2), (producer.ProducerId, producer.ProducerEpoch, producer.LastSequence));
        Assert.Equal((1_000L, -1, Offset.None), (producer.LastTimestamp, producer.CoordinatorEpoch, producer.CurrentTxnStartOffset));
    }

    [Fact]
    public void A_partition_without_producers_tells_none()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Ask<ProduceResponse>(Produce("orders", Batch("a")));

        var told = Ask(client, "orders", 0);

        Assert.Equal(ErrorCode.None, told.ErrorCode);
        Assert.Empty(told.ActiveProducers);
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("orders", 1)]
    public void A_partition_that_is_not_there_is_refused(string topic, int partition)
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal(ErrorCode.UnknownTopicOrPartition, Ask(client, topic, partition).ErrorCode);
    }

    private static PartitionResponse Ask(WireClient client, string topic, int partition)
    {
        var request = new DescribeProducersRequest();
        var asked = request.Topics.AddNew();
        asked.Name = topic;
        asked.PartitionIndexes.Add(new PartitionIndex(partition));
        return Assert.Single(Assert.Single(client.Ask<DescribeProducersResponse>(request).Topics).Partitions);
    }
}
