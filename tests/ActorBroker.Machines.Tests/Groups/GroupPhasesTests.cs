using System.Text;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>The rows of <see cref="GroupMachine"/>'s table.</summary>
public sealed class GroupPhasesTests
{
    private readonly TestGroup _group = new();

    [Fact]
    public void The_first_member_waits_for_others_and_then_leads()
    {
        var group = new TestGroup(new GroupOptions { InitialRebalanceDelay = TimeSpan.FromSeconds(3) });

        var join = group.Join();

        Assert.Equal(GroupPhase.PreparingRebalance, group.State.Phase);
        Assert.Null(group.Find(join));
        group.Pass(TimeSpan.FromSeconds(3));
        var reply = group.Reply<JoinReply>(join);
        Assert.Equal((ErrorCode.None, 1, "consumer", "range", reply.MemberId), (reply.Error, reply.Generation, reply.ProtocolType, reply.Protocol, reply.Leader));
        Assert.Equal([reply.MemberId], reply.Members.Select(member => member.MemberId));
        Assert.StartsWith("client-", reply.MemberId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_is_answered_when_all_members_have_joined_again()
    {
        var leader = _group.Stable(1)[0];

        var newcomer = _group.Join();

        Assert.Equal(GroupPhase.PreparingRebalance, _group.State.Phase);
        Assert.Equal(ErrorCode.RebalanceInProgress, _group.Beat(leader));
        Assert.Null(_group.Find(newcomer));
        var again = _group.Join(leader);
        Assert.Equal(2, _group.Reply<JoinReply>(again).Members.Length);
        Assert.Empty(_group.Reply<JoinReply>(newcomer).Members);
        Assert.Equal(2, _group.Reply<JoinReply>(newcomer).Generation);
        Assert.Equal(GroupPhase.CompletingRebalance, _group.State.Phase);
    }

    [Fact]
    public void Who_does_not_join_again_in_time_is_out()
    {
        var members = _group.Stable(2);
        var newcomer = _group.Join();
        _group.Join(members[0]);
        for (var second = 0; second < 59; second++)
        {
            _group.Pass(TimeSpan.FromSeconds(1));
            _group.Beat(members[1]);
        }

        Assert.Null(_group.Find(newcomer));
        _group.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(ErrorCode.None, _group.Reply<JoinReply>(newcomer).Error);
        Assert.Equal(2, _group.State.Members.Count);
        Assert.Equal(ErrorCode.UnknownMemberId, _group.Beat(members[1]));
    }

    [Fact]
    public void The_last_member_that_leaves_leaves_the_group_empty_in_a_new_generation()
    {
        var member = _group.Stable(1)[0];

        var reply = _group.Ask<LeaveReply>(new LeaveGroup([new LeavingMember(member, null)]));

        Assert.Equal(ErrorCode.None, reply.Members[0].Error);
        Assert.Equal((GroupPhase.Empty, 2, "consumer"), (_group.State.Phase, _group.State.Generation, _group.State.ProtocolType));
        Assert.Empty(Assert.IsType<GroupWritten>(_group.Log[^1]).Snapshot.Members);
    }

    [Fact]
    public void Assignments_are_handed_out_once_they_are_kept()
    {
        var group = new TestGroup(new GroupOptions { InitialRebalanceDelay = TimeSpan.Zero }) { KeepsAtOnce = false };
        var leader = group.Reply<JoinReply>(group.Join()).MemberId;

        var sync = group.Sync(leader, 1, (leader, "all"));

        Assert.Null(group.Find(sync));
        Assert.Equal(GroupPhase.CompletingRebalance, group.State.Phase);
        group.KeepAll();
        Assert.Equal("all", Encoding.UTF8.GetString(group.Reply<SyncReply>(sync).Assignment.Span));
        Assert.Equal(GroupPhase.Stable, group.State.Phase);
        Assert.Equal("all", Encoding.UTF8.GetString(Assert.IsType<GroupWritten>(group.Log[^1]).Snapshot.Members[0].Assignment.Span));
    }

    [Fact]
    public void Assignments_of_a_generation_that_is_over_are_not_handed_out()
    {
        var group = new TestGroup(new GroupOptions { InitialRebalanceDelay = TimeSpan.Zero }) { KeepsAtOnce = false };
        var leader = group.Reply<JoinReply>(group.Join()).MemberId;
        var sync = group.Sync(leader, 1, (leader, "all"));
        group.Join();

        group.KeepAll();

        Assert.Equal(ErrorCode.RebalanceInProgress, group.Reply<SyncReply>(sync).Error);
        Assert.Equal(GroupPhase.PreparingRebalance, group.State.Phase);
    }

    [Fact]
    public void A_newcomer_while_members_sync_has_them_join_again()
    {
        var first = _group.Reply<JoinReply>(_group.Join()).MemberId;
        _group.Join();
        _group.Join(first);
        var follower = _group.State.Members.Keys.Single(id => id != first);
        var sync = _group.Sync(follower, 2);

        _group.Join();

        Assert.Equal(ErrorCode.RebalanceInProgress, _group.Reply<SyncReply>(sync).Error);
        Assert.Equal(GroupPhase.PreparingRebalance, _group.State.Phase);
    }

    [Fact]
    public void A_member_that_repeats_its_join_is_told_of_the_generation_again()
    {
        var leader = _group.Reply<JoinReply>(_group.Join()).MemberId;

        var again = _group.Reply<JoinReply>(_group.Join(leader));

        Assert.Equal((1, 1), (again.Generation, again.Members.Length));
        Assert.Equal(GroupPhase.CompletingRebalance, _group.State.Phase);
        var follower = new TestGroup();
        var members = follower.Stable(2);
        Assert.Equal(follower.State.Generation, follower.Reply<JoinReply>(follower.Join(members[1])).Generation);
        Assert.Equal(GroupPhase.Stable, follower.State.Phase);
    }

    [Fact]
    public void A_leader_that_joins_again_or_a_member_with_other_protocols_begins_a_rebalance()
    {
        var members = _group.Stable(2);
        _group.Join(members[0]);
        Assert.Equal(GroupPhase.PreparingRebalance, _group.State.Phase);

        var other = new TestGroup();
        var follower = other.Stable(2)[1];
        other.Join(follower, null, TestGroup.Protocol("range", "changed"));
        Assert.Equal(GroupPhase.PreparingRebalance, other.State.Phase);
    }

    [Fact]
    public void Silent_members_are_out_and_the_others_rebalance()
    {
        var members = _group.Stable(2);
        _group.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(ErrorCode.None, _group.Beat(members[0]));

        _group.Pass(TimeSpan.FromSeconds(4));

        Assert.Equal([members[0]], _group.State.Members.Keys);
        Assert.Equal(GroupPhase.PreparingRebalance, _group.State.Phase);
        Assert.Equal(ErrorCode.UnknownMemberId, _group.Beat(members[1]));
    }

    [Fact]
    public void Members_that_never_ask_for_their_assignment_are_out()
    {
        var members = _group.Stable(2);
        _group.Join(members[0]);
        _group.Join(members[1]);
        _group.Sync(members[0], _group.State.Generation, (members[0], "all"));

        for (var second = 0; second < 60; second++)
        {
            _group.Beat(members[0]);
            _group.Beat(members[1]);
            _group.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([members[0]], _group.State.Members.Keys);
        Assert.Equal(GroupPhase.PreparingRebalance, _group.State.Phase);
    }

    [Fact]
    public void Only_an_empty_group_is_deleted_and_all_of_it_is_erased()
    {
        var member = _group.Stable(1)[0];
        _group.Commit(member, 1);
        Assert.Equal(ErrorCode.NonEmptyGroup, _group.Ask<ErrorReply>(new DeleteGroup()).Error);
        _group.Ask<LeaveReply>(new LeaveGroup([new LeavingMember(member, null)]));

        Assert.Equal(ErrorCode.None, _group.Ask<ErrorReply>(new DeleteGroup()).Error);

        Assert.Equal(GroupPhase.Dead, _group.State.Phase);
        Assert.Equal([new OffsetErased(TestGroup.Place(0)), new GroupErased()], _group.Log.TakeLast(2));
        Assert.Equal(ErrorCode.GroupIdNotFound, _group.Ask<ErrorReply>(new DeleteGroup()).Error);
        Assert.Equal(ErrorCode.CoordinatorNotAvailable, _group.Reply<JoinReply>(_group.Join()).Error);
        Assert.Equal(ErrorCode.CoordinatorNotAvailable, _group.Beat(member));
        Assert.Equal(ErrorCode.CoordinatorNotAvailable, _group.Commit("", -1));
    }

    [Fact]
    public void A_group_goes_on_from_what_was_kept_as_it_was()
    {
        var members = _group.Stable(3);
        _group.Commit(members[1], _group.State.Generation);
        var generation = _group.State.Generation;

        _group.Crash();

        Assert.Equal(GroupPhase.Stable, _group.State.Phase);
        Assert.All(members, member => Assert.Equal(ErrorCode.None, _group.Beat(member, generation)));
        Assert.Equal($"to {members[2]}", Encoding.UTF8.GetString(_group.Reply<SyncReply>(_group.Sync(members[2], generation)).Assignment.Span));
        Assert.Equal(5, _group.Machine.Offsets.Find(TestGroup.Place(0))!.Offset.Value);
        _group.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(GroupPhase.Empty, _group.State.Phase);
    }
}
