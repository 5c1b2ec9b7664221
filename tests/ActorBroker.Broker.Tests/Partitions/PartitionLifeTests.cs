using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Partitions;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Log;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Retention;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Broker.Tests.Partitions;

public sealed class PartitionLifeTests : PartitionKit
{
    [Fact]
    public void Nothing_is_served_before_a_role_was_assigned()
    {
        Start();

        Append(Acks.Leader, "a");

        Assert.Equal(AppendAnswer.Refused(ErrorCode.NotLeaderOrFollower), ExpectMsg<AppendAnswer>());
        Assert.Equal(PartitionStatus.Opening, Hosted.Entry.Status);
    }

    [Fact]
    public void A_closed_partition_leaves_a_clean_directory_that_opens_without_a_scan()
    {
        Lead();
        Append(Acks.Leader, "a", "b");
        ExpectMsg<AppendAnswer>();
        Close();

        Start();

        Assert.True(Directories.All[0].WasClean);
        Assign(epoch: 1, Broker);
        AwaitStatus(PartitionStatus.Leader);
        Assert.Equal(new Offset(2), Hosted.Entry.ReadableEnd(ReadLevel.HighWatermark));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(50_000, 1)]
    public void Producers_that_wrote_nothing_for_too_long_are_forgotten_when_that_is_looked_for(int days, int left)
    {
        Lead(settings: TopicSettings.Default with { Log = new PartitionLogOptions { Producers = new ProducerStateOptions { Expiration = TimeSpan.FromDays(days) } } });
        Append(Acks.All, RecordBatchOptions.Default with { ProducerId = new ProducerId(5), ProducerEpoch = new ProducerEpoch(0), BaseSequence = new Sequence(0) }, "a");
        Assert.Equal(ErrorCode.None, ExpectMsg<AppendAnswer>().Error);

        Hosted.Actor.Tell(ExpireProducers.Instance, TestActor);
        Hosted.Actor.Tell(ProducersQuery.Instance, TestActor);

        Assert.Equal(left, ExpectMsg<ProducersAnswer>().Producers.Length);
    }

    [Fact]
    public void A_role_of_an_earlier_epoch_is_not_taken_even_after_a_restart()
    {
        Lead(epoch: 3);
        Close();
        Start();

        Assign(epoch: 2, Broker);
        Append(Acks.Leader, "a");

        Assert.Equal(ErrorCode.NotLeaderOrFollower, ExpectMsg<AppendAnswer>().Error);
        Assign(epoch: 3, Broker);
        AwaitStatus(PartitionStatus.Leader);
    }

    [Theory]
    [InlineData(2, ErrorCode.None, 2)]
    [InlineData(-1, ErrorCode.None, 3)]
    [InlineData(4, ErrorCode.OffsetOutOfRange, -1)]
    [InlineData(-2, ErrorCode.OffsetOutOfRange, -1)]
    public void Records_are_deleted_up_to_the_high_watermark(long before, ErrorCode error, long lowWatermark)
    {
        Lead();
        Append(Acks.All, "a", "b", "c");
        ExpectMsg<AppendAnswer>();

        Hosted.Actor.Tell(new DeleteRecordsRequest(new Offset(before)), TestActor);

        Assert.Equal(new DeleteRecordsAnswer(error, new Offset(lowWatermark)), ExpectMsg<DeleteRecordsAnswer>());
        Assert.Equal(Math.Max(lowWatermark, 0), Hosted.Entry.View!.Bounds.Start.Value);
    }

    [Fact]
    public void What_is_past_its_retention_goes_when_the_partition_is_told_to_look()
    {
        var log = new PartitionLogOptions { SegmentBytesMax = 1 };
        Lead(settings: TopicSettings.Default with { Log = log, Retention = new RetentionOptions { AgeMax = null, BytesMax = 1 } });
        foreach (var value in (string[])["a", "b", "c"])
        {
            Append(Acks.All, value);
            ExpectMsg<AppendAnswer>();
        }

        Hosted.Actor.Tell(RetainLog.Instance, TestActor);

        AwaitCondition(() => Hosted.Entry.View!.Bounds.Start == new Offset(2));
    }

    [Fact]
    public void A_checkpoint_gives_the_memory_of_an_idle_log_back()
    {
        Lead();
        Append(Acks.All, "a");
        ExpectMsg<AppendAnswer>();

        Hosted.Actor.Tell(CheckpointLog.Instance, TestActor);

        AwaitCondition(() => Directories.All[0].Files.OpenCount == 0);
        Append(Acks.All, "b");
        Assert.Equal(new Offset(1), ExpectMsg<AppendAnswer>().BaseOffset);
    }
}
