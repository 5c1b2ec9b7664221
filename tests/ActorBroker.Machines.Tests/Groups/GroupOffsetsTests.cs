using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>Commits, deletion and expiry of offsets (KIP-211).</summary>
public sealed class GroupOffsetsTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    private readonly TestGroup _group = new();

    [Fact]
    public void A_commit_is_answered_and_seen_once_it_is_kept()
    {
        var group = new TestGroup { KeepsAtOnce = false };

        var commit = group.Send(TestGroup.Committing("", -1));

        Assert.Null(group.Find(commit));
        Assert.Null(group.Machine.Offsets.Find(TestGroup.Place(0)));
        group.KeepAll();
        Assert.Equal(ErrorCode.None, group.Reply<OffsetsReply>(commit).Error);
        Assert.Equal(5, group.Machine.Offsets.Find(TestGroup.Place(0))!.Offset.Value);
    }

    [Fact]
    public void Who_is_no_member_commits_only_while_nobody_is()
    {
        Assert.Equal(ErrorCode.None, _group.Commit("", -1));
        var member = _group.Stable(1)[0];

        Assert.Equal(ErrorCode.UnknownMemberId, _group.Commit("", -1));
        Assert.Equal(ErrorCode.None, _group.Commit(member, 1));
    }

    [Fact]
    public void A_commit_between_join_and_sync_is_refused_and_one_during_the_join_is_not()
    {
        var member = _group.Reply<JoinReply>(_group.Join()).MemberId;
        Assert.Equal(ErrorCode.RebalanceInProgress, _group.Commit(member, 1));
        _group.Sync(member, 1, (member, "all"));

        _group.Join();

        Assert.Equal(ErrorCode.None, _group.Commit(member, 1));
    }

    [Fact]
    public void A_commit_keeps_the_session_alive()
    {
        var member = _group.Stable(1)[0];
        for (var beat = 0; beat < 5; beat++)
        {
            _group.Pass(TimeSpan.FromSeconds(9));
            Assert.Equal(ErrorCode.None, _group.Commit(member, 1));
        }

        Assert.Equal(GroupPhase.Stable, _group.State.Phase);
    }

    [Fact]
    public void Metadata_that_is_too_long_refuses_its_partition_alone()
    {
        var commit = TestGroup.Committing("", -1, metadata: new string('x', 4_097));
        var good = new OffsetToCommit(TestGroup.Place(1), new Offset(1), LeaderEpoch.None, new string('x', 4_096));

        var reply = _group.Ask<OffsetsReply>(commit with { Offsets = commit.Offsets.Add(good) });

        Assert.Equal([ErrorCode.OffsetMetadataTooLarge, ErrorCode.None], reply.Errors.ToArray());
        Assert.Equal(1, _group.Machine.Offsets.Count);
    }

    [Fact]
    public void Offsets_are_deleted_but_in_topics_that_members_read()
    {
        var member = _group.Stable(1)[0];
        _group.Commit(member, 1);
        var delete = new DeleteOffsets([TestGroup.Place(0)], ["orders"]);

        Assert.Equal(ErrorCode.GroupSubscribedToTopic, _group.Ask<OffsetsReply>(delete).Errors[0]);
        Assert.Equal(ErrorCode.None, _group.Ask<OffsetsReply>(delete with { Subscribed = ["other"] }).Errors[0]);
        Assert.Equal(0, _group.Machine.Offsets.Count);
    }

    [Fact]
    public void Offsets_of_a_group_that_cannot_be_read_are_deleted_only_when_it_is_empty()
    {
        var first = _group.Ask<JoinReply>(_group.Joining(type: "connect"));

        Assert.Equal(ErrorCode.NonEmptyGroup, _group.Ask<OffsetsReply>(new DeleteOffsets([TestGroup.Place(0)], null)).Error);
        _group.Ask<LeaveReply>(new LeaveGroup([new LeavingMember(first.MemberId, null)]));
        Assert.Equal(ErrorCode.None, _group.Ask<OffsetsReply>(new DeleteOffsets([TestGroup.Place(0)], null)).Errors[0]);
    }

    [Fact]
    public void A_group_that_nobody_joined_outlives_its_last_offset_until_expiry_looks()
    {
        _group.Commit("", -1);

        _group.Ask<OffsetsReply>(new DeleteOffsets([TestGroup.Place(0)], null));

        Assert.Equal((0, GroupPhase.Empty, false), (_group.Machine.Offsets.Count, _group.State.Phase, _group.Machine.IsOver));
        Expire(null);
        Assert.Equal((GroupPhase.Dead, true), (_group.State.Phase, _group.Machine.IsOver));
    }

    [Fact]
    public void A_group_that_never_kept_an_offset_is_over_at_once()
    {
        Assert.Equal(ErrorCode.OffsetMetadataTooLarge, _group.Ask<OffsetsReply>(TestGroup.Committing("", -1, metadata: new string('x', 4_097))).Errors[0]);

        Assert.True(_group.Machine.IsOver);
    }

    [Fact]
    public void A_deletion_erases_also_what_is_under_way()
    {
        var group = new TestGroup { KeepsAtOnce = false };
        group.Send(TestGroup.Committing("", -1));

        var delete = group.Send(new DeleteGroup());
        group.KeepAll();

        Assert.Equal(ErrorCode.None, group.Reply<ErrorReply>(delete).Error);
        Assert.Equal(0, group.Machine.Offsets.Count);
        Assert.Contains(new OffsetErased(TestGroup.Place(0)), group.Log);
    }

    [Fact]
    public void KIP_211_offsets_stay_while_the_group_has_members_and_go_after_it_was_empty_for_the_retention()
    {
        var member = _group.Stable(1)[0];
        _group.Commit(member, 1);
        _group.Now += 2 * Retention;
        Expire(["orders"]);
        Assert.Equal(1, _group.Machine.Offsets.Count);
        _group.Ask<LeaveReply>(new LeaveGroup([new LeavingMember(member, null)]));

        _group.Now += Retention - TimeSpan.FromSeconds(1);
        Expire(null);
        Assert.Equal(1, _group.Machine.Offsets.Count);
        _group.Now += TimeSpan.FromSeconds(1);
        Expire(null);

        Assert.Equal(GroupPhase.Dead, _group.State.Phase);
        Assert.Equal([new OffsetErased(TestGroup.Place(0)), new GroupErased()], _group.Log.TakeLast(2));
    }

    [Fact]
    public void KIP_211_offsets_in_topics_that_nobody_reads_any_more_go_by_their_own_age()
    {
        var member = _group.Stable(1)[0];
        _group.Commit(member, 1);
        _group.Now += Retention;

        Expire(["other"]);

        Assert.Equal(0, _group.Machine.Offsets.Count);
        Assert.Equal(GroupPhase.Stable, _group.State.Phase);
    }

    [Fact]
    public void KIP_211_offsets_of_a_group_that_nobody_joined_go_by_their_own_age()
    {
        _group.Commit("", -1);
        _group.Now += Retention - TimeSpan.FromSeconds(1);
        Expire(null);
        Assert.Equal(1, _group.Machine.Offsets.Count);

        _group.Now += TimeSpan.FromSeconds(1);
        Expire(null);

        Assert.Equal(GroupPhase.Dead, _group.State.Phase);
    }

    [Fact]
    public void An_old_client_says_how_long_its_offsets_are_kept()
    {
        _group.Ask<OffsetsReply>(TestGroup.Committing("", -1) with { Retention = TimeSpan.FromMinutes(1) });

        _group.Now += TimeSpan.FromMinutes(1);
        Expire(null);

        Assert.Equal(GroupPhase.Dead, _group.State.Phase);
    }

    [Fact]
    public void Offsets_in_topics_that_are_gone_are_forgotten()
    {
        _group.Commit("", -1);

        _group.Send(new ForgetTopics(["other"]));
        Assert.Equal(1, _group.Machine.Offsets.Count);
        _group.Send(new ForgetTopics(["orders"]));

        Assert.Equal(0, _group.Machine.Offsets.Count);
    }

    private void Expire(string[]? subscribed) => _group.Send(new ExpireOffsets(subscribed is null ? null : [.. subscribed]));
}
