using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Broker.Partitions;
using ActorBroker.Log.Compaction;
using ActorBroker.Model;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorBroker.Broker.Tests.Nodes;

public sealed class CompactionSchedulerTests : TestKit
{
    private readonly PartitionTable _table = new();

    [Fact]
    public void Partitions_of_compacted_topics_are_asked_and_no_others()
    {
        var compacted = Host(0, new CompactionOptions());
        var other = Host(1, null);
        var scheduler = Schedule(atOnce: 1);

        compacted.ExpectMsg<InspectCompaction>();
        scheduler.Tell(new Identify(null), TestActor);
        ExpectMsg<ActorIdentity>();

        other.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void As_many_are_compacted_at_once_as_the_operator_says_and_the_dirtiest_of_those_that_wait_is_next()
    {
        var partitions = Enumerable.Range(0, 4).Select(index => Host(index, new CompactionOptions())).ToArray();
        var scheduler = Schedule(atOnce: 1);

        Say(scheduler, partitions[0], dirtyBytes: 10);
        Say(scheduler, partitions[1], dirtyBytes: 20);
        Say(scheduler, partitions[2], dirtyBytes: 40);
        Say(scheduler, partitions[3], dirtyBytes: 30);

        AwaitTurn(partitions[0]);
        scheduler.Tell(CompactionEnded.Instance, partitions[0].Ref);
        AwaitTurn(partitions[2]);
        scheduler.Tell(CompactionEnded.Instance, partitions[2].Ref);
        AwaitTurn(partitions[3]);
    }

    [Fact]
    public void A_partition_that_ends_makes_room_for_the_next()
    {
        var (first, second) = (Host(0, new CompactionOptions()), Host(1, new CompactionOptions()));
        var scheduler = Schedule(atOnce: 1);
        Say(scheduler, first, dirtyBytes: 10);
        AwaitTurn(first);
        Say(scheduler, second, dirtyBytes: 10);

        Sys.Stop(first.Ref);

        AwaitTurn(second);
    }

    private TestProbe Host(int index, CompactionOptions? compaction)
    {
        var probe = CreateTestProbe();
        var id = new PartitionId(new TopicId(new Guid(7, 0, 0, new byte[8])), new PartitionIndex(index));
        var hosted = new HostedPartition(id, TopicSettings.Default with { Compaction = compaction });
        hosted.Attach(probe.Ref);
        _table.Add(hosted);
        return probe;
    }

    private IActorRef Schedule(int atOnce)
    {
        var scheduler = Sys.ActorOf(Props.Create(() => new CompactionScheduler(_table, TimeSpan.FromDays(1), atOnce)));
        scheduler.Tell(InspectCompaction.Instance);
        return scheduler;
    }

    private static void Say(IActorRef scheduler, TestProbe partition, long dirtyBytes)
    {
        partition.FishForMessage(message => message is InspectCompaction);
        scheduler.Tell(new CompactionDue(new CompactionState(CompactionReason.DirtyRatio, Offset.Zero, 100, dirtyBytes)), partition.Ref);
    }

    private static void AwaitTurn(TestProbe partition) => partition.ExpectMsg<CompactLog>();
}
