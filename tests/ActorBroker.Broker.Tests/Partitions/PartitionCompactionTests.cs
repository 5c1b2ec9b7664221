using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Partitions;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Log;
using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Broker.Tests.Partitions;

public sealed class PartitionCompactionTests : PartitionKit
{
    private static readonly TopicSettings Compacted = TopicSettings.Default with
    {
        Compaction = new CompactionOptions(),
        Log = new PartitionLogOptions { SegmentBytesMax = 1 },
    };

    [Fact]
    public void Of_each_key_the_last_record_stays_and_readers_see_that_at_once()
    {
        Lead(settings: Compacted);
        AppendAll("a=1", "b=1", "a=2", "c=1");

        Compact();

        Assert.Equal(["1:b=1", "2:a=2", "3:c=1"], KeyedRecords.In(Hosted));
    }

    [Fact]
    public void A_log_that_is_due_says_so_and_one_that_is_not_says_nothing()
    {
        Lead(settings: Compacted);
        AppendAll("a=1", "a=2", "b=1");

        Hosted.Actor.Tell(InspectCompaction.Instance, TestActor);

        Assert.Equal(CompactionReason.DirtyRatio, ExpectMsg<CompactionDue>().State.Reason);
        Compact();
        Hosted.Actor.Tell(InspectCompaction.Instance, TestActor);
        Hosted.Actor.Tell(CompactLog.Instance, TestActor);
        ExpectMsg<CompactionEnded>();
    }

    [Fact]
    public void What_has_waited_too_long_in_the_only_segment_is_compacted_though_nothing_is_appended_any_more()
    {
        Lead(settings: Compacted with { Compaction = new CompactionOptions { LagMax = TimeSpan.FromMinutes(1) }, Log = new PartitionLogOptions() });
        AppendAll("a=1", "a=2", "b=1");

        Hosted.Actor.Tell(InspectCompaction.Instance, TestActor);
        Assert.Equal(CompactionReason.Lag, ExpectMsg<CompactionDue>().State.Reason);
        Compact();

        Assert.Equal(["1:a=2", "2:b=1"], KeyedRecords.In(Hosted));
        Hosted.Actor.Tell(InspectCompaction.Instance, TestActor);
        Hosted.Actor.Tell(CompactLog.Instance, TestActor);
        ExpectMsg<CompactionEnded>();
    }

    [Fact]
    public void Appends_go_on_while_a_step_is_under_way()
    {
        Lead(settings: Compacted);
        AppendAll("a=1", "a=2", "b=1");
        Executor.Hold();
        Hosted.Actor.Tell(CompactLog.Instance, TestActor);

        Append(Acks.Leader, KeyedRecords.Batch(1_000, "a=3"));

        Assert.Equal(new Offset(3), ExpectMsg<AppendAnswer>().BaseOffset);
        Executor.Release();
        ExpectMsg<CompactionEnded>();
        AwaitAssert(() => Assert.Equal(["1:a=2", "2:b=1", "3:a=3"], KeyedRecords.In(Hosted)));
    }

    [Fact]
    public void A_partition_that_is_closed_meanwhile_ends_after_the_step_and_leaves_a_clean_directory()
    {
        Lead(settings: Compacted);
        AppendAll("a=1", "a=2", "b=1");
        Executor.Hold();
        Hosted.Actor.Tell(CompactLog.Instance, TestActor);
        Hosted.Actor.Tell(new ClosePartition(IsGone: false), TestActor);
        AwaitStatus(PartitionStatus.Opening);

        Executor.Release();

        ExpectMsg<CompactionEnded>();
        FishForMessage(message => message is PartitionClosed);
        Assert.Empty(Directories.Stop());
        Start(Compacted);
        Assert.True(Directories.All[0].WasClean);
    }

    [Fact]
    public void A_disk_that_fails_while_segments_are_written_anew_costs_the_compaction_and_not_the_partition()
    {
        Lead(settings: Compacted);
        AppendAll("a=1", "a=2", "b=1");
        var faults = new DiskFaults();
        faults.FailAll(DiskOperationKind.Write, ".cleaned", DiskFault.NoSpace);
        Disk.Fault = faults.Check;

        Compact();

        Assert.NotEqual(0, faults.Failed);
        faults.Heal();
        AppendAll("c=1");
        Compact();
        Assert.Equal(["1:a=2", "2:b=1", "3:c=1"], KeyedRecords.In(Hosted));
    }

    [Fact]
    public void A_topic_that_is_not_compacted_keeps_all()
    {
        Lead(settings: Compacted with { Compaction = null });
        AppendAll("a=1", "a=2", "b=1");

        Compact();

        Assert.Equal(["0:a=1", "1:a=2", "2:b=1"], KeyedRecords.In(Hosted));
    }

    private void AppendAll(params string[] records)
    {
        foreach (var record in records)
        {
            Append(Acks.All, KeyedRecords.Batch(1_000, record));
            Assert.Equal(ErrorCode.None, ExpectMsg<AppendAnswer>().Error);
        }
    }

    private void Compact()
    {
        Hosted.Actor.Tell(CompactLog.Instance, TestActor);
        ExpectMsg<CompactionEnded>();
    }
}
