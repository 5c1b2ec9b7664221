using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using Akka.Actor;

namespace ActorBroker.Broker.Tests.Groups;

public sealed class CoordinatorShardTests : ShardKit
{
    [Fact]
    public void A_member_that_was_alive_before_a_restart_goes_on_without_a_rebalance()
    {
        Serve();
        var member = Stable();
        Assert.Equal(ErrorCode.None, Ask(Committing(42, member, 1)).Error);

        Restart(epoch: 1);

        Assert.Equal(ErrorCode.None, Ask(new Heartbeat(member, null, 1)).Error);
        var synced = Assert.IsType<SyncReply>(Ask(new SyncGroup { MemberId = member, Generation = 1 }));
        Assert.Equal([1, 2, 3], synced.Assignment.ToArray());
        Assert.Equal(42, Committed()!.Offset.Value);
        Assert.Equal(new ListedGroup(Group, "consumer", GroupPhase.Stable), Assert.Single(List().Groups));
    }

    [Fact]
    public void A_shard_counts_as_loaded_from_when_it_serves_until_its_broker_leads_no_more()
    {
        Lead();
        Assert.False(Coordinators.IsLoaded(Id.Index));
        StartShard();
        AwaitCondition(() => Ask(new DescribeGroup()) is GroupDescription);
        Assert.True(Coordinators.IsLoaded(Id.Index));

        Assign(1, Other);

        AwaitCondition(() => !Coordinators.IsLoaded(Id.Index));
        Assert.Equal(ErrorCode.NotCoordinator, Ask(new DescribeGroup()).Error);
    }

    [Fact]
    public void A_commit_that_was_answered_survives_a_power_cut()
    {
        Serve();
        Assert.Equal(ErrorCode.None, Ask(Committing(7)).Error);

        Sys.Stop(Shard);
        CutPower();
        Serve(epoch: 1);

        Assert.Equal(new CommittedOffset(new Offset(7), new LeaderEpoch(3), "note", Committed()!.CommittedAt), Committed());
    }

    [Fact]
    public void The_last_of_many_commits_counts_also_after_a_restart()
    {
        Serve();
        for (var offset = 0; offset < 300; offset++)
            Assert.Equal(ErrorCode.None, Ask(Committing(offset), $"group {offset % 3}").Error);

        Restart(epoch: 1);

        Assert.Equal([297, 298, 299], Enumerable.Range(0, 3).Select(number => Committed($"group {number}")!.Offset.Value));
    }

    [Fact]
    public void Deleted_groups_stay_deleted()
    {
        Serve();
        Ask(Committing(7));

        Assert.Equal(ErrorCode.None, Ask(new DeleteGroup()).Error);

        AwaitAssert(() => Assert.Empty(List().Groups));
        Assert.Equal(ErrorCode.GroupIdNotFound, Ask(new DescribeGroup()).Error);
        Restart(epoch: 1);
        Assert.Null(Committed());
        Assert.Empty(List().Groups);
    }

    [Fact]
    public void A_group_that_never_became_anything_leaves_nothing_behind()
    {
        Serve();

        Assert.Equal(ErrorCode.InvalidSessionTimeout, Ask(Joining() with { SessionTimeout = TimeSpan.Zero }).Error);

        AwaitAssert(() => Assert.Empty(List().Groups));
        Assert.Equal(ErrorCode.None, Ask(Joining()).Error);
    }

    [Fact]
    public void Nothing_is_answered_for_groups_before_they_are_loaded_nor_after_they_went_elsewhere()
    {
        Lead();
        Executor.Hold();
        StartShard();
        Assert.Equal(ErrorCode.CoordinatorLoadInProgress, Ask(new Heartbeat("a", null, 1)).Error);
        Executor.Release();
        AwaitCondition(() => Ask(new DescribeGroup()) is GroupDescription);
        var member = Assert.IsType<JoinReply>(Ask(Joining())).MemberId;
        var sync = Send(new SyncGroup { MemberId = member, Generation = 1, InstanceId = null });
        var other = Send(Joining());

        Assign(1, new BrokerId(2));

        Assert.Equal(ErrorCode.NotCoordinator, Await(other).Error);
        Assert.NotNull(Await(sync));
        AwaitAssert(() => Assert.Equal(ErrorCode.NotCoordinator, Ask(new Heartbeat(member, null, 1)).Error));
        Assert.Equal(ErrorCode.NotCoordinator, Ask(Committing(1)).Error);
    }

    [Fact]
    public void Groups_are_read_again_when_their_records_are_not_kept()
    {
        Serve();
        var member = Stable();
        Ask(Committing(1, member, 1));
        Assign(Roles(0, Broker), minIsr: 2);

        Assert.Equal(ErrorCode.CoordinatorNotAvailable, Ask(Committing(2, member, 1)).Error);
        Assign(Roles(0, Broker), minIsr: 1);

        AwaitCondition(() => Ask(new Heartbeat(member, null, 1)).Error == ErrorCode.None);
        Assert.Equal(1, Committed()!.Offset.Value);
        Assert.Equal(ErrorCode.None, Ask(Committing(3, member, 1)).Error);
    }

    [Fact]
    public void Assignments_that_are_too_large_to_be_kept_are_refused_and_the_group_can_be_left()
    {
        Serve(TopicSettings.Default with { Validation = RecordValidationOptions.Default with { BatchBytesMax = 2_000 } });
        var member = Assert.IsType<JoinReply>(Ask(Joining(metadataBytes: 3_000))).MemberId;

        var synced = Ask(new SyncGroup { MemberId = member, Generation = 1 });

        Assert.Equal(ErrorCode.UnknownServerError, synced.Error);
        Assert.Equal(ErrorCode.None, Ask(new LeaveGroup([new LeavingMember(member, null)])).Error);
    }

    [Fact]
    public void More_offsets_than_a_batch_can_hold_are_kept_in_several()
    {
        Serve(TopicSettings.Default with { Validation = RecordValidationOptions.Default with { BatchBytesMax = 2_000 } });
        var offsets = Enumerable.Range(0, 200).Select(number => new OffsetToCommit(new OffsetPlace("orders", new PartitionIndex(number)), new Offset(number), LeaderEpoch.None, ""));

        Assert.Equal(ErrorCode.None, Ask(Committing(0) with { Offsets = [.. offsets] }).Error);
        Restart(epoch: 1);

        var fetched = Assert.IsType<FetchedOffsets>(Ask(new FetchOffsets(null)));
        Assert.Equal(Enumerable.Range(0, 200).Select(number => (long)number), fetched.Offsets.Select(pair => pair.Value!.Offset.Value));
    }

    [Fact]
    public void A_group_of_five_hundred_members_over_five_thousand_partitions_settles()
    {
        const int Members = 500;
        Serve();
        var first = Assert.IsType<JoinReply>(Ask(Joining()));
        var others = Enumerable.Range(1, Members - 1).Select(_ => Send(Joining())).ToArray();
        var leader = Assert.IsType<JoinReply>(Ask(Joining(first.MemberId)));

        var joined = others.Select(other => Assert.IsType<JoinReply>(Await(other))).ToArray();
        var followers = joined.Select(member => Send(new SyncGroup { MemberId = member.MemberId, Generation = leader.Generation })).ToArray();
        var assignments = leader.Members.ToImmutableDictionary(member => member.MemberId, _ => (ReadOnlyMemory<byte>)new byte[10 * sizeof(int)]);
        var synced = Ask(new SyncGroup { MemberId = leader.MemberId, Generation = leader.Generation, Assignments = assignments });

        Assert.Equal((Members, ErrorCode.None), (leader.Members.Length, synced.Error));
        Assert.All(followers, follower => Assert.Equal(10 * sizeof(int), Assert.IsType<SyncReply>(Await(follower)).Assignment.Length));
        Restart(epoch: 1);
        Assert.Equal(ErrorCode.None, Ask(new Heartbeat(joined[^1].MemberId, null, leader.Generation)).Error);
    }

    [Fact]
    public void Offsets_past_their_retention_are_let_go_of_by_the_clock()
    {
        Configs = Configs.Add("offsets.retention.check.interval.ms", "20");
        Serve();

        Assert.Equal(ErrorCode.None, Ask(Committing(7) with { Retention = TimeSpan.FromMilliseconds(1) }).Error);

        AwaitAssert(() => Assert.Empty(List().Groups));
        Restart(epoch: 1);
        Assert.Null(Committed());
    }

    [Fact]
    public void A_group_whose_offsets_were_deleted_is_there_to_be_deleted()
    {
        Serve();
        Ask(Committing(7));

        Assert.Equal(ErrorCode.None, Assert.IsType<OffsetsReply>(Ask(new DeleteOffsets([Place], null))).Errors[0]);

        Assert.Equal(new ListedGroup(Group, "", GroupPhase.Empty), Assert.Single(List().Groups));
        Assert.Equal(ErrorCode.None, Ask(new DeleteGroup()).Error);
        Assert.Equal(ErrorCode.GroupIdNotFound, Ask(new DeleteGroup()).Error);
    }

    [Fact]
    public void A_group_whose_offsets_were_deleted_is_let_go_of_by_the_clock()
    {
        Configs = Configs.Add("offsets.retention.check.interval.ms", "20");
        Serve();
        Ask(Committing(7));

        Ask(new DeleteOffsets([Place], null));

        AwaitAssert(() => Assert.Empty(List().Groups));
    }

    [Fact]
    public void Offsets_in_deleted_topics_are_forgotten()
    {
        Serve();
        Ask(Committing(7));

        Shard.Tell(new ForgetTopics(["orders"]));

        AwaitAssert(() => Assert.Null(Committed()));
    }
}
