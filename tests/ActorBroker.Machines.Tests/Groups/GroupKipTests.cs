using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>What Kafka's improvement proposals claim of classic groups: 134, 345, 394, 814.</summary>
public sealed class GroupKipTests
{
    private readonly TestGroup _group = new();

    [Fact]
    public void KIP_134_each_newcomer_makes_the_first_rebalance_wait_once_more_up_to_the_rebalance_timeout()
    {
        var group = new TestGroup(new GroupOptions { InitialRebalanceDelay = TimeSpan.FromSeconds(25) });
        var first = group.Join();
        group.Pass(TimeSpan.FromSeconds(20));
        group.Join();
        group.Pass(TimeSpan.FromSeconds(20));
        group.Join();
        group.Pass(TimeSpan.FromSeconds(10));
        Assert.Null(group.Find(first));

        group.Pass(TimeSpan.FromSeconds(9));
        Assert.Null(group.Find(first));
        group.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(3, group.Reply<JoinReply>(first).Members.Length);
    }

    [Fact]
    public void KIP_134_without_newcomers_it_waits_once()
    {
        var group = new TestGroup(new GroupOptions { InitialRebalanceDelay = TimeSpan.FromSeconds(3) });
        var first = group.Join();

        group.Pass(TimeSpan.FromSeconds(3));

        Assert.NotNull(group.Find(first));
    }

    [Fact]
    public void KIP_394_a_dynamic_member_is_given_its_id_before_it_is_let_in()
    {
        var required = _group.Ask<JoinReply>(_group.Joining(needsId: true));

        Assert.Equal(ErrorCode.MemberIdRequired, required.Error);
        Assert.Empty(_group.State.Members);
        var joined = _group.Ask<JoinReply>(_group.Joining(required.MemberId, needsId: true));
        Assert.Equal((ErrorCode.None, required.MemberId), (joined.Error, joined.MemberId));
        Assert.Empty(_group.State.Pending);
    }

    [Fact]
    public void KIP_394_an_id_that_is_not_used_in_a_session_is_forgotten()
    {
        var required = _group.Ask<JoinReply>(_group.Joining(needsId: true));

        _group.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(ErrorCode.UnknownMemberId, _group.Reply<JoinReply>(_group.Join(required.MemberId)).Error);
    }

    [Fact]
    public void KIP_394_a_rebalance_waits_for_those_who_were_given_an_id()
    {
        var member = _group.Stable(1)[0];
        _group.Ask<JoinReply>(_group.Joining(needsId: true));
        var again = _group.Join(member);

        Assert.Null(_group.Find(again));
        _group.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(ErrorCode.None, _group.Reply<JoinReply>(again).Error);
    }

    [Fact]
    public void KIP_345_a_static_member_that_comes_back_takes_its_place_without_a_rebalance()
    {
        var members = _group.Stable(2, "a", "b");
        var follower = _group.State.Members[members[1]];

        var reply = _group.Ask<JoinReply>(_group.Joining("", follower.InstanceId));

        Assert.Equal((ErrorCode.None, _group.State.Generation), (reply.Error, reply.Generation));
        Assert.NotEqual(follower.Id, reply.MemberId);
        Assert.Equal(GroupPhase.Stable, _group.State.Phase);
        Assert.True(_group.State.Members[reply.MemberId].Assignment.Span.SequenceEqual(follower.Assignment.Span));
        Assert.Equal(ErrorCode.FencedInstanceId, _group.Beat(follower.Id, instance: follower.InstanceId));
        Assert.Equal(ErrorCode.FencedInstanceId, _group.Commit(follower.Id, _group.State.Generation, follower.InstanceId));
        Assert.Contains(reply.MemberId, Assert.IsType<GroupWritten>(_group.Log[^1]).Snapshot.Members.Select(member => member.Id));
    }

    [Fact]
    public void KIP_345_a_static_member_that_comes_back_with_another_best_protocol_begins_a_rebalance()
    {
        GroupProtocol[] both = [TestGroup.Protocol("range"), TestGroup.Protocol("sticky")];
        var leader = _group.Reply<JoinReply>(_group.Join("", "a", both)).MemberId;
        _group.Sync(leader, 1, (leader, "all"));

        var reply = _group.Ask<JoinReply>(_group.Joining("", "a", [TestGroup.Protocol("sticky"), TestGroup.Protocol("range")]));

        Assert.Equal((2, "sticky"), (reply.Generation, reply.Protocol));
    }

    [Fact]
    public void KIP_345_a_static_member_that_is_away_keeps_its_place_until_its_session_ends()
    {
        var members = _group.Stable(2, "a", "b");
        var away = members[0];
        _group.Join(members[1], _group.State.Members[members[1]].InstanceId, TestGroup.Protocol("range", "changed"));
        _group.Pass(TimeSpan.FromSeconds(9));
        Assert.Contains(away, _group.State.Members.Keys);

        _group.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal([members[1]], _group.State.Members.Keys);
        Assert.Equal(members[1], _group.State.Leader);
    }

    [Fact]
    public void KIP_345_static_members_leave_by_their_name()
    {
        var members = _group.Stable(2, "a", "b");

        var reply = _group.Ask<LeaveReply>(new LeaveGroup([new LeavingMember("", "a"), new LeavingMember(members[0], "nobody"), new LeavingMember("", "b")]));

        Assert.Equal([ErrorCode.None, ErrorCode.UnknownMemberId, ErrorCode.None], reply.Members.Select(member => member.Error));
        Assert.Equal(GroupPhase.Empty, _group.State.Phase);
    }

    [Fact]
    public void KIP_345_who_uses_anothers_name_is_fenced()
    {
        var members = _group.Stable(2, "a", "b");
        var other = _group.State.Members[members[1]].InstanceId;

        Assert.Equal(ErrorCode.FencedInstanceId, _group.Reply<JoinReply>(_group.Join(members[0], other)).Error);
        Assert.Equal(ErrorCode.FencedInstanceId, _group.Ask<LeaveReply>(new LeaveGroup([new LeavingMember(members[0], other)])).Members[0].Error);
    }

    [Fact]
    public void KIP_814_a_leader_that_comes_back_is_told_to_skip_the_assignment_if_it_understands_that()
    {
        var leader = _group.State.Members.GetValueOrDefault(_group.Stable(1, "a")[0])?.Id ?? _group.State.Leader!;

        var old = _group.Ask<JoinReply>(_group.Joining("", "a"));
        var skipping = _group.Ask<JoinReply>(_group.Joining("", "a", canSkip: true));

        Assert.Equal((leader, false, 0), (old.Leader, old.SkipsAssignment, old.Members.Length));
        Assert.Equal((skipping.MemberId, true, 1), (skipping.Leader, skipping.SkipsAssignment, skipping.Members.Length));
    }
}
