using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

/// <summary>OffsetForLeaderEpoch (KIP-101, KIP-320), as a consumer asks it after a change of leaders.</summary>
public sealed class EpochEndTests : ListenerKit
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, -1, -1)]
    [InlineData(-1, -1, -1)]
    public void Of_an_empty_partition_the_present_epoch_ends_at_0_and_no_other_is_known(int asked, int epoch, long end)
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal((new LeaderEpoch(epoch), new Offset(end)), EndOf(client, asked));
    }

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(1, -1, -1)]
    public void The_present_epoch_ends_where_the_log_does_and_a_later_one_is_not_known(int asked, int epoch, long end)
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Ask<ProduceResponse>(Produce("orders", Batch("a", "b")));

        Assert.Equal((new LeaderEpoch(epoch), new Offset(end)), EndOf(client, asked));
    }

    private static (LeaderEpoch Epoch, Offset End) EndOf(WireClient client, int epoch)
    {
        var request = new OffsetForLeaderEpochRequest();
        var topic = new OffsetForLeaderEpochRequest.OffsetForLeaderTopic { Topic = "orders" };
        topic.Partitions.Add(new OffsetForLeaderEpochRequest.OffsetForLeaderPartition { Partition = new PartitionIndex(0), LeaderEpoch = new LeaderEpoch(epoch) });
        request.Topics.Add(topic);

        var result = Assert.Single(Assert.Single(client.Ask<OffsetForLeaderEpochResponse>(request).Topics).Partitions);
        Assert.Equal(ErrorCode.None, result.ErrorCode);
        return (result.LeaderEpoch, result.EndOffset);
    }
}
