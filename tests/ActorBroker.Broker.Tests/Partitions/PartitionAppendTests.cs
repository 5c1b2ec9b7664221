using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Partitions;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using Akka.Actor;

namespace ActorBroker.Broker.Tests.Partitions;

public sealed class PartitionAppendTests : PartitionKit
{
    [Fact]
    public void An_append_with_acks_all_is_answered_when_it_is_durable_and_not_before()
    {
        Lead();
        Executor.Hold();
        Append(Acks.All, "a", "b");
        Append(Acks.Leader, "c");

        Assert.Equal(new Offset(2), ExpectMsg<AppendAnswer>().BaseOffset);
        Assert.Equal(Offset.Zero, Hosted.Entry.ReadableEnd(ReadLevel.HighWatermark));
        Executor.Release();

        Assert.Equal(new AppendAnswer(ErrorCode.None, Offset.Zero, -1, Offset.Zero), ExpectMsg<AppendAnswer>());
        AwaitCondition(() => Hosted.Entry.ReadableEnd(ReadLevel.HighWatermark) == new Offset(3));
    }

    [Fact]
    public void Under_the_policy_os_an_append_is_answered_before_any_flush()
    {
        Lead(settings: TopicSettings.Default with { Flush = FlushPolicy.Os });
        Executor.Hold();

        Append(Acks.All, "a");

        Assert.Equal(ErrorCode.None, ExpectMsg<AppendAnswer>().Error);
        Assert.Equal(new Offset(1), Hosted.Entry.ReadableEnd(ReadLevel.HighWatermark));
    }

    [Fact]
    public void Under_the_policy_os_an_append_is_flushed_when_that_is_asked_for()
    {
        Lead(settings: TopicSettings.Default with { Flush = FlushPolicy.Os });
        Append(Acks.All, "a");
        ExpectMsg<AppendAnswer>();
        Disk.Fault = operation =>
        {
            if (operation.Kind == DiskOperationKind.Flush)
                TestActor.Tell(operation.Path);
            return null;
        };

        Hosted.Actor.Tell(FlushLog.Instance, TestActor);

        FishForMessage(message => message is string path && path.EndsWith("/00000000000000000000.log", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(long.MaxValue, 1)]
    public void Under_the_policy_os_a_log_is_flushed_when_its_topic_says(long records, int? delayMs)
    {
        TimeSpan? delay = delayMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
        Lead(settings: TopicSettings.Default with { Flush = FlushPolicy.Os, FlushRecords = records, FlushDelay = delay });
        Executor.Hold();

        foreach (var value in (string[])["a", "b", "c"])
        {
            Append(Acks.All, value);
            Assert.Equal(ErrorCode.None, ExpectMsg<AppendAnswer>().Error);
        }

        AwaitCondition(() => Executor.HeldCount == 1);
        Executor.Release();
    }

    [Fact]
    public void Under_the_policy_os_nothing_is_flushed_where_its_topic_does_not_say()
    {
        Lead(settings: TopicSettings.Default with { Flush = FlushPolicy.Os, FlushRecords = 4 });
        Executor.Hold();

        Append(Acks.All, "a", "b", "c");
        ExpectMsg<AppendAnswer>();
        Hosted.Actor.Tell(ProducersQuery.Instance, TestActor);
        ExpectMsg<ProducersAnswer>();

        Assert.Equal(0, Executor.HeldCount);
    }

    [Fact]
    public void Nothing_is_appended_with_acks_all_while_too_few_replicas_are_in_sync()
    {
        Lead();
        Assign(Roles(epoch: 0, Broker), minIsr: 2);

        Append(Acks.All, "a");
        Assert.Equal(AppendAnswer.Refused(ErrorCode.NotEnoughReplicas), ExpectMsg<AppendAnswer>());

        Append(Acks.Leader, "b");
        Assert.Equal(Offset.Zero, ExpectMsg<AppendAnswer>().BaseOffset);
    }

    [Fact]
    public void A_batch_that_is_sent_again_is_answered_as_the_first_time()
    {
        Lead();
        var producer = RecordBatchOptions.Default with { ProducerId = new ProducerId(5), ProducerEpoch = new ProducerEpoch(0), BaseSequence = new Sequence(0) };
        Append(Acks.All, "zero");
        Append(Acks.All, producer, "a", "b");
        Append(Acks.All, producer, "a", "b");
        Append(Acks.All, producer with { BaseSequence = new Sequence(7) }, "gap");

        var answers = ReceiveN(4).Cast<AppendAnswer>().OrderBy(answer => answer.Error).ThenBy(answer => answer.BaseOffset).ToArray();

        Assert.Equal([0L, 1, 1], answers[..3].Select(answer => answer.BaseOffset.Value));
        Assert.Equal(ErrorCode.OutOfOrderSequenceNumber, answers[3].Error);
        Assert.Equal(new Offset(3), Hosted.Entry.View!.Bounds.End);
    }

    [Fact]
    public void Log_append_time_is_the_leaders_and_is_answered()
    {
        var validation = RecordValidationOptions.Default with { TimestampType = TimestampType.LogAppendTime };
        Lead(settings: TopicSettings.Default with { Validation = validation });

        Append(Acks.All, "a");

        var answer = ExpectMsg<AppendAnswer>();
        Assert.True(answer.LogAppendTime > 1_000);
        Assert.Equal(answer.LogAppendTime, Hosted.Entry.View!.FindLargestTimestamp()!.Value.Timestamp);
    }

    [Fact]
    public void What_was_acknowledged_is_there_after_a_power_cut()
    {
        Lead();
        Append(Acks.All, "a");
        Append(Acks.All, "b");
        ReceiveN(2);
        CutPower();

        Lead(epoch: 1);

        AwaitCondition(() => Hosted.Entry.ReadableEnd(ReadLevel.HighWatermark) == new Offset(2));
        Append(Acks.All, "c");
        Assert.Equal(new Offset(2), ExpectMsg<AppendAnswer>().BaseOffset);
    }

    [Fact]
    public void A_failed_flush_is_never_acknowledged_and_the_partition_takes_nothing_more()
    {
        Lead();
        Append(Acks.All, "a");
        ExpectMsg<AppendAnswer>();
        Disk.Fault = operation => operation.Kind == DiskOperationKind.Flush ? DiskFault.Failed : null;

        Append(Acks.All, "b");

        Assert.Equal(ErrorCode.KafkaStorageError, ExpectMsg<AppendAnswer>().Error);
        AwaitStatus(PartitionStatus.Failed);
        Append(Acks.All, "c");
        Assert.Equal(ErrorCode.KafkaStorageError, ExpectMsg<AppendAnswer>().Error);
    }

    [Fact]
    public void A_leader_that_is_replaced_answers_all_who_wait()
    {
        Lead();
        Executor.Hold();
        Append(Acks.All, "a");
        AwaitCondition(() => Hosted.Entry.View!.Bounds.End == new Offset(1));

        Assign(epoch: 1, leader: Other);

        Assert.Equal(AppendAnswer.Refused(ErrorCode.NotLeaderOrFollower), ExpectMsg<AppendAnswer>());
        AwaitStatus(PartitionStatus.Follower);
        Executor.Release();
    }
}
