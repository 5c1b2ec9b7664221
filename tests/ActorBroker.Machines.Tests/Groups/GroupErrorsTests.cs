using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>What is refused, by Kafka's numbers.</summary>
public sealed class GroupErrorsTests
{
    private readonly TestGroup _group = new();

    [Fact]
    public void Session_timeouts_out_of_bounds_are_refused()
    {
        var join = _group.Joining();

        Assert.Equal(ErrorCode.InvalidSessionTimeout, _group.Ask<JoinReply>(join with { SessionTimeout = TimeSpan.FromSeconds(5) }).Error);
        Assert.Equal(ErrorCode.InvalidSessionTimeout, _group.Ask<JoinReply>(join with { SessionTimeout = TimeSpan.FromMinutes(31) }).Error);
        Assert.Same(GroupState.New, _group.State);
    }

    [Fact]
    public void Protocols_that_not_all_share_are_refused()
    {
        _group.Stable(1);

        Assert.Equal(ErrorCode.InconsistentGroupProtocol, _group.Reply<JoinReply>(_group.Join("", null, TestGroup.Protocol("other"))).Error);
        Assert.Equal(ErrorCode.InconsistentGroupProtocol, _group.Ask<JoinReply>(_group.Joining(type: "connect")).Error);
        Assert.Equal(ErrorCode.InconsistentGroupProtocol, _group.Ask<JoinReply>(_group.Joining(protocols: [])).Error);
        Assert.Equal(ErrorCode.InconsistentGroupProtocol, new TestGroup().Ask<JoinReply>(_group.Joining(type: "")).Error);
        Assert.Equal(GroupPhase.Stable, _group.State.Phase);
    }

    [Fact]
    public void Groups_of_any_kind_are_served()
    {
        var group = new TestGroup();

        var reply = group.Ask<JoinReply>(group.Joining(type: "connect", protocols: [TestGroup.Protocol("sessioned"), TestGroup.Protocol("compatible")]));

        Assert.Equal(("connect", "sessioned"), (reply.ProtocolType, reply.Protocol));
    }

    [Fact]
    public void The_protocol_with_most_votes_among_those_that_all_share_is_chosen()
    {
        var (range, sticky, roundRobin) = (TestGroup.Protocol("range"), TestGroup.Protocol("sticky"), TestGroup.Protocol("roundrobin"));
        var first = _group.Reply<JoinReply>(_group.Join("", null, range, sticky, roundRobin)).MemberId;
        _group.Join("", null, sticky, range);
        _group.Join("", null, sticky, range);

        var reply = _group.Reply<JoinReply>(_group.Join(first, null, roundRobin, range, sticky));

        Assert.Equal("sticky", reply.Protocol);
    }

    [Fact]
    public void A_full_group_takes_nobody_else_but_its_own_members()
    {
        var group = new TestGroup(new GroupOptions { InitialRebalanceDelay = TimeSpan.Zero, SizeMax = 2 });
        var members = group.Stable(2);

        var refused = group.Reply<JoinReply>(group.Join());

        Assert.Equal((ErrorCode.GroupMaxSizeReached, ""), (refused.Error, refused.MemberId));
        Assert.Equal(GroupPhase.Stable, group.State.Phase);
        Assert.Equal(ErrorCode.None, group.Reply<JoinReply>(group.Join(members[1])).Error);
    }

    [Fact]
    public void A_group_that_has_become_too_large_gets_rid_of_the_last_in_its_next_rebalance()
    {
        var members = _group.Stable(3);
        var snapshot = GroupSnapshot.Of(_group.State);
        var smaller = new TestGroup(new GroupOptions { SizeMax = 2 }, snapshot.Resume(_group.Now));
        var leader = smaller.Join(members[0]);
        smaller.Join(members[1]);

        var last = smaller.Reply<JoinReply>(smaller.Join(members[2]));

        Assert.Equal(ErrorCode.GroupMaxSizeReached, last.Error);
        Assert.Equal(2, smaller.Reply<JoinReply>(leader).Members.Length);
    }

    [Fact]
    public void Unknown_members_and_other_generations_are_refused_everywhere()
    {
        var member = _group.Stable(1)[0];

        Assert.Equal(ErrorCode.UnknownMemberId, _group.Reply<JoinReply>(_group.Join("stranger")).Error);
        Assert.Equal(ErrorCode.UnknownMemberId, _group.Reply<SyncReply>(_group.Sync("stranger", 1)).Error);
        Assert.Equal(ErrorCode.UnknownMemberId, _group.Beat("stranger"));
        Assert.Equal(ErrorCode.UnknownMemberId, _group.Commit("stranger", 1));
        Assert.Equal(ErrorCode.UnknownMemberId, _group.Ask<LeaveReply>(new LeaveGroup([new LeavingMember("stranger", null)])).Members[0].Error);
        Assert.Equal(ErrorCode.IllegalGeneration, _group.Reply<SyncReply>(_group.Sync(member, 0)).Error);
        Assert.Equal(ErrorCode.IllegalGeneration, _group.Beat(member, 2));
        Assert.Equal(ErrorCode.IllegalGeneration, _group.Commit(member, 0));
    }

    [Fact]
    public void A_sync_that_takes_the_group_for_another_is_refused()
    {
        var member = _group.Stable(1)[0];
        var sync = new SyncGroup { MemberId = member, Generation = 1, ProtocolType = "consumer", Protocol = "range" };

        Assert.Equal(ErrorCode.None, _group.Ask<SyncReply>(sync).Error);
        Assert.Equal(ErrorCode.InconsistentGroupProtocol, _group.Ask<SyncReply>(sync with { Protocol = "sticky" }).Error);
        Assert.Equal(ErrorCode.InconsistentGroupProtocol, _group.Ask<SyncReply>(sync with { ProtocolType = "connect" }).Error);
    }

    [Fact]
    public void A_request_that_is_repeated_replaces_the_one_that_waits()
    {
        var member = _group.Stable(2)[1];
        var first = _group.Join(member, null, TestGroup.Protocol("range", "changed"));

        var second = _group.Join(member, null, TestGroup.Protocol("range", "changed"));

        Assert.Equal(ErrorCode.RebalanceInProgress, _group.Reply<JoinReply>(first).Error);
        Assert.Null(_group.Find(second));
    }

    [Fact]
    public void What_does_not_exist_is_made_only_by_joining_it_or_by_somebody_who_is_no_member()
    {
        Assert.Null(AbsentGroup.Answer(_group.Joining()));
        Assert.Null(AbsentGroup.Answer(TestGroup.Committing("", -1)));
        Assert.Equal(ErrorCode.UnknownMemberId, AbsentGroup.Answer(_group.Joining("a"))!.Error);
        Assert.Equal(ErrorCode.IllegalGeneration, AbsentGroup.Answer(TestGroup.Committing("a", 1))!.Error);
        Assert.Equal(ErrorCode.UnknownMemberId, AbsentGroup.Answer(new Heartbeat("a", null, 1))!.Error);
        Assert.Equal(ErrorCode.UnknownMemberId, AbsentGroup.Answer(new SyncGroup { MemberId = "a", Generation = 1 })!.Error);
        Assert.Equal(ErrorCode.UnknownMemberId, AbsentGroup.Answer(new LeaveGroup([]))!.Error);
        Assert.Equal(ErrorCode.GroupIdNotFound, AbsentGroup.Answer(new DeleteGroup())!.Error);
        Assert.Equal(ErrorCode.GroupIdNotFound, AbsentGroup.Answer(new DeleteOffsets([], null))!.Error);
    }
}
