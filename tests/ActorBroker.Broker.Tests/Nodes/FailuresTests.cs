using System.Text;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using Akka.Actor;
using Akka.Event;

namespace ActorBroker.Broker.Tests.Nodes;

/// <summary>What becomes of a broker when a part of it fails: the actors' memory, or one of its disks.</summary>
public sealed class FailuresTests() : NodeKit(FaultyJournal.Config, "/one", "/two")
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_partition_that_could_not_remember_its_role_is_started_again_and_serves()
    {
        FailWritesOf("partition-");
        Create("orders", partitions: 1);
        AwaitCondition(() => Doors.Partitions.Count == 1);
        var hosted = Doors.Partitions.All.Single();
        Watch(hosted.Actor);
        ExpectTerminated(hosted.Actor);
        AwaitCondition(() => hosted.Entry.Status == PartitionStatus.Opening);

        FailWritesOf(null);

        AwaitCondition(() => hosted.Entry.Status == PartitionStatus.Leader, Patience);
        Assert.Equal(ErrorCode.None, Append(hosted).Error);
    }

    [Fact]
    public void A_partition_that_ends_while_a_flush_is_under_way_keeps_what_it_was_given_and_answers_all()
    {
        Create("orders", partitions: 1);
        AwaitCondition(() => Doors.Partitions.All.Count(each => each.Entry.Status == PartitionStatus.Leader) == 1);
        var hosted = Doors.Partitions.All.Single();
        Executor.Hold();
        Send(hosted, TestActor);
        AwaitCondition(() => hosted.Entry.View!.Bounds.End == new Offset(1));

        Sys.Stop(hosted.Actor);

        Assert.Equal(ErrorCode.NotLeaderOrFollower, ExpectMsg<AppendAnswer>().Error);
        Executor.Release();
        AwaitCondition(() => hosted.Entry.Status == PartitionStatus.Leader, Patience);
        Assert.Equal(new Offset(1), Append(hosted).BaseOffset);
    }

    [Fact]
    public void An_append_that_was_on_its_way_to_a_partition_that_ended_is_answered()
    {
        Create("orders", partitions: 1);
        AwaitCondition(() => Doors.Partitions.Count == 1);
        var hosted = Doors.Partitions.All.Single();
        Watch(hosted.Actor);
        Sys.Stop(hosted.Actor);
        ExpectTerminated(hosted.Actor);

        Assert.Equal(ErrorCode.NotLeaderOrFollower, Append(hosted).Error);
    }

    [Fact]
    public void A_broker_stops_although_a_partition_ended_by_itself()
    {
        FailWritesOf("partition-");
        Create("orders", partitions: 2);
        AwaitCondition(() => Doors.Partitions.Count == 2);
        foreach (var hosted in Doors.Partitions.All)
        {
            Watch(hosted.Actor);
            ExpectTerminated(hosted.Actor);
        }

        Stop();
    }

    [Fact]
    public void A_controller_that_could_not_remember_is_started_again_and_decides()
    {
        FailWritesOf("controller");
        Doors.Controller.Tell(new ControllerRequest(new CreateTopics([new NewTopic { Name = "lost", Id = new TopicId(Guid.AllBitsSet), PartitionCount = 1 }], PlacementSeed: 1)), TestActor);
        FailWritesOf(null);

        AwaitAssert(
            () =>
            {
                var asker = CreateTestProbe();
                Doors.Controller.Tell(new ControllerRequest(new DeleteTopics([new TopicTarget("none", TopicId.None)])), asker.Ref);
                Assert.IsType<TopicsDeletedReply>(asker.ExpectMsg<ControllerAnswer>().Reply);
            },
            Patience);
        Assert.Equal(ErrorCode.None, Assert.Single(Create("orders", partitions: 1).Topics).Error.Code);
    }

    [Fact]
    public void A_log_directory_that_fails_takes_its_partitions_offline_and_no_others()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        Create("orders", partitions: 2);
        AwaitCondition(() => Doors.Partitions.All.Count(hosted => hosted.Entry.Status == PartitionStatus.Leader) == 2);
        Disk.Fault = operation => operation.Path.StartsWith("/two/", StringComparison.Ordinal) && operation.Kind == DiskOperationKind.Write ? DiskFault.Failed : null;

        foreach (var hosted in Doors.Partitions.All)
            Send(hosted, TestActor);

        Assert.Contains("failed", FishForMessage<Error>(_ => true).ToString(), StringComparison.Ordinal);
        AwaitCondition(() => Doors.Partitions.All.Count(hosted => hosted.Entry.Status == PartitionStatus.Failed) == 1);
        var failed = Doors.Partitions.All.Single(hosted => hosted.Entry.Status == PartitionStatus.Failed);
        var other = Doors.Partitions.All.Single(hosted => hosted != failed);
        Sys.EventStream.Unsubscribe(TestActor);
        Assert.Equal(ErrorCode.KafkaStorageError, failed.Entry.Status.ErrorForLeader());
        Assert.Equal(new Offset(1), Append(other).BaseOffset);
    }

    private void FailWritesOf(string? idPrefix)
    {
        Akka.Persistence.Persistence.Instance.Apply(Sys).JournalFor(null).Tell(new FaultyJournal.Fail(idPrefix), TestActor);
        FishForMessage(message => message is FaultyJournal.Fail);
    }

    private AppendAnswer Append(HostedPartition hosted)
    {
        var door = CreateTestProbe();
        Send(hosted, door.Ref);
        return door.ExpectMsg<AppendAnswer>();
    }

    private static void Send(HostedPartition hosted, IActorRef door)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        Assert.True(builder.TryAppend(1_000, default, Encoding.UTF8.GetBytes("a")));
        var batch = builder.ToArray();
        var validation = RecordBatchValidator.Validate(batch, RecordValidationOptions.Default, 1_000);
        hosted.Actor.Tell(new AppendRequest { Batch = batch, Validation = validation, Acks = Acks.All, Receiver = new AppendAnswers(door) });
    }
}
