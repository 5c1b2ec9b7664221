using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

public sealed class GroupsTests : ListenerKit
{
    private const string Group = "analytics";

    [Fact]
    public void The_first_question_for_a_coordinator_makes_the_topic_that_groups_are_kept_in()
    {
        var client = Connect();
        var request = new FindCoordinatorRequest();
        request.CoordinatorKeys.Add(Group);
        request.CoordinatorKeys.Add("other");

        var first = client.Ask<FindCoordinatorResponse>(request);
        FindGroups(client);
        var response = client.Ask<FindCoordinatorResponse>(request);

        Assert.All(first.Coordinators, found => Assert.Contains(found.ErrorCode, (ErrorCode[])[ErrorCode.None, ErrorCode.CoordinatorNotAvailable]));
        Assert.Equal([Group, "other"], response.Coordinators.Select(found => found.Key));
        Assert.All(response.Coordinators, found => Assert.Equal((ErrorCode.None, 1, "127.0.0.1", EndPoint.Port), (found.ErrorCode, found.NodeId.Value, found.Host, found.Port)));
        var topic = Doors.Metadata.Image.Topics.Find("__consumer_offsets")!;
        Assert.Equal(3, topic.Partitions.Count);
        Assert.NotNull(Doors.Configs.SettingsOf(topic.Name, Doors.Metadata.Image).Compaction);
        Assert.Equal(ErrorCode.UnsupportedVersion, client.Ask<FindCoordinatorResponse>(new FindCoordinatorRequest { Key = "t", KeyType = 1 }, 3).ErrorCode);
        Assert.Equal(ErrorCode.InvalidRequest, client.Ask<FindCoordinatorResponse>(new FindCoordinatorRequest { Key = "t", KeyType = 9 }, 3).ErrorCode);
    }

    [Fact]
    public void Two_members_share_a_group_until_one_leaves()
    {
        var (first, second) = (Member(), Member());
        first.BeginJoin();
        first.EndJoin();
        first.BeginSync();
        Assert.Equal($"to {first.MemberId}", first.EndSync());

        second.BeginJoin();
        AwaitCondition(() => first.Beat() == ErrorCode.RebalanceInProgress);
        first.BeginJoin();
        Assert.Equal((ErrorCode.None, ErrorCode.None), (first.EndJoin(), second.EndJoin()));
        Assert.Equal((2, 0), (first.Joined.Members.Count, second.Joined.Members.Count));
        second.BeginSync();
        first.BeginSync();

        Assert.Equal(($"to {first.MemberId}", $"to {second.MemberId}"), (first.EndSync(), second.EndSync()));
        Assert.Equal(ErrorCode.None, second.Leave());
        Assert.Equal(ErrorCode.RebalanceInProgress, first.Beat());
        Assert.Equal(ErrorCode.UnknownMemberId, second.Beat());
    }

    [Fact]
    public void What_comes_behind_a_join_on_its_connection_is_answered_behind_it()
    {
        var (first, client) = (Stable(), Connect());
        var second = new GroupClient(client, Group);
        second.BeginJoin();
        client.Tell(new ApiVersionsRequest());
        AwaitCondition(() => first.Beat() == ErrorCode.RebalanceInProgress);
        Assert.Equal(0, client.Socket.Available);

        first.BeginJoin();

        Assert.Equal(ErrorCode.None, second.EndJoin());
        Assert.Equal(ErrorCode.None, client.Next<ApiVersionsResponse>().ErrorCode);
    }

    [Fact]
    public void A_member_whose_connection_breaks_while_it_waits_leaves_no_request_behind_and_may_come_again()
    {
        var (first, client) = (Stable(), Connect());
        var second = new GroupClient(client, Group);
        second.BeginJoin();
        AwaitCondition(() => first.Beat() == ErrorCode.RebalanceInProgress);
        client.Dispose();
        AwaitCondition(() => Listener.ConnectionCount == 1);

        first.BeginJoin();

        Assert.Equal(ErrorCode.None, first.EndJoin());
        Assert.Equal(2, first.Joined.Members.Count);
    }

    [Fact]
    public void A_stop_of_the_broker_does_not_wait_for_members_that_wait()
    {
        var (first, client) = (Stable(), Connect());
        var second = new GroupClient(client, Group);
        second.BeginJoin();
        AwaitCondition(() => first.Beat() == ErrorCode.RebalanceInProgress);

        var stopping = Listener.StopAsync();

        Assert.Equal(ErrorCode.NotCoordinator, second.EndJoin());
        AwaitCondition(() => stopping.IsCompleted);
    }

    [Fact]
    public void A_static_member_comes_back_without_a_rebalance()
    {
        var first = Member();
        first.BeginJoin("instance");
        first.EndJoin();
        first.BeginSync();
        first.EndSync();

        var again = Member();
        again.BeginJoin("instance");

        Assert.Equal(ErrorCode.None, again.EndJoin());
        Assert.Equal((true, first.Generation), (again.Joined.SkipAssignment, again.Generation));
        Assert.NotEqual(first.MemberId, again.MemberId);
        Assert.Equal(ErrorCode.UnknownMemberId, first.Beat());
    }

    [Fact]
    public void A_group_that_does_not_exist_is_an_error_from_version_6_on()
    {
        Stable();
        var describe = new DescribeGroupsRequest();
        describe.Groups.Add("nowhere");

        var described = Connect().Ask<DescribeGroupsResponse>(describe, version: 6).Groups.Single();

        Assert.Equal((ErrorCode.GroupIdNotFound, "Dead", "There is no group 'nowhere'."), (described.ErrorCode, described.GroupState, described.ErrorMessage));
    }

    [Fact]
    public void Groups_are_described_listed_and_deleted()
    {
        var member = Stable();
        var client = Connect();
        var describe = new DescribeGroupsRequest { IncludeAuthorizedOperations = true };
        describe.Groups.Add(Group);
        describe.Groups.Add("nowhere");

        var described = client.Ask<DescribeGroupsResponse>(describe, version: 5).Groups;

        Assert.Equal(("Stable", "consumer", "range"), (described[0].GroupState, described[0].ProtocolType, described[0].ProtocolData));
        var one = Assert.Single(described[0].Members);
        Assert.Equal((member.MemberId, "/127.0.0.1"), (one.MemberId, one.ClientHost));
        Assert.Equal(1 << 3, described[0].AuthorizedOperations & (1 << 3));
        Assert.Equal((ErrorCode.None, "Dead"), (described[1].ErrorCode, described[1].GroupState));
        Assert.Equal([Group], List(client).Groups.Select(listed => listed.GroupId));
        Assert.Equal(ErrorCode.NonEmptyGroup, Delete(client));
        member.Leave();
        Assert.Equal(ErrorCode.None, Delete(client));
        Assert.Empty(List(client).Groups);
        Assert.Equal(ErrorCode.GroupIdNotFound, Delete(client));
    }

    [Fact]
    public void Lists_are_filtered_by_state_and_type()
    {
        Stable();
        var client = Connect();

        Assert.Single(List(client, state: "stable", type: "Classic").Groups);
        Assert.Equal(("Stable", "classic"), (List(client).Groups[0].GroupState, List(client).Groups[0].GroupType));
        Assert.Empty(List(client, state: "Empty").Groups);
        Assert.Empty(List(client, type: "consumer").Groups);
    }

    [Fact]
    public void A_group_without_a_name_cannot_be_joined()
    {
        var client = Connect();

        Assert.Equal(ErrorCode.InvalidGroupId, client.Ask<JoinGroupResponse>(new JoinGroupRequest { ProtocolType = "consumer" }).ErrorCode);
        Assert.Equal(ErrorCode.InvalidGroupId, client.Ask<HeartbeatResponse>(new HeartbeatRequest()).ErrorCode);
        Assert.Equal(ErrorCode.InvalidGroupId, client.Ask<SyncGroupResponse>(new SyncGroupRequest()).ErrorCode);
        Assert.Equal(ErrorCode.InvalidGroupId, client.Ask<LeaveGroupResponse>(new LeaveGroupRequest()).ErrorCode);
    }

    private static ListGroupsResponse List(WireClient client, string? state = null, string? type = null)
    {
        var request = new ListGroupsRequest();
        if (state is not null)
            request.StatesFilter.Add(state);
        if (type is not null)
            request.TypesFilter.Add(type);
        return client.Ask<ListGroupsResponse>(request);
    }

    private static ErrorCode Delete(WireClient client)
    {
        var request = new DeleteGroupsRequest();
        request.GroupsNames.Add(Group);
        return Assert.Single(client.Ask<DeleteGroupsResponse>(request).Results).ErrorCode;
    }

    private GroupClient Member()
    {
        var client = Connect();
        FindGroups(client);
        return new GroupClient(client, Group);
    }

    private GroupClient Stable()
    {
        var member = Member();
        member.BeginJoin();
        member.EndJoin();
        member.BeginSync();
        member.EndSync();
        return member;
    }
}
