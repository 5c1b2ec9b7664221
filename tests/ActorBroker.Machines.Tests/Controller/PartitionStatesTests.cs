using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>The table of a partition's states in the summary of <see cref="ControllerMachine"/>, row by row.</summary>
public sealed class PartitionStatesTests
{
    private readonly TestCluster _cluster = new(brokers: 5);

    [Fact]
    public void A_follower_leaves_and_the_minimum_is_kept()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);

        Assert.Equal(ErrorCode.None, _cluster.AlterIsr(id, 1, 2).Error.Code);

        Expect(id, "leader 1, replicas 1,2,3, isr 1,2", leaderEpoch: 0, epoch: 1);
    }

    [Fact]
    public void A_follower_leaves_below_the_minimum_and_stays_eligible()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);
        _cluster.AlterIsr(id, 1, 2);

        _cluster.AlterIsr(id, 1);

        Expect(id, "leader 1, replicas 1,2,3, isr 1, elr 2", leaderEpoch: 0, epoch: 2);
    }

    [Fact]
    public void Followers_join_and_nobody_is_eligible_beside_them()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);
        _cluster.AlterIsr(id, 1);
        Expect(id, "leader 1, replicas 1,2,3, isr 1, elr 2,3", leaderEpoch: 0, epoch: 1);

        _cluster.AlterIsr(id, 1, 3);

        Expect(id, "leader 1, replicas 1,2,3, isr 1,3", leaderEpoch: 0, epoch: 2);
    }

    [Fact]
    public void The_leader_leaves_and_another_of_the_ISR_leads()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);

        _cluster.Fence(1);

        Expect(id, "leader 2, replicas 1,2,3, isr 2,3", leaderEpoch: 1, epoch: 1);
    }

    [Fact]
    public void The_last_of_the_ISR_leaves_and_an_eligible_replica_leads()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);
        _cluster.AlterIsr(id, 1);

        _cluster.Fence(1);

        Expect(id, "leader 2, replicas 1,2,3, isr 2, elr 1,3", leaderEpoch: 1, epoch: 2);
    }

    [Fact]
    public void The_last_of_the_ISR_leaves_and_nobody_leads()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2]);
        _cluster.AlterIsr(id, 1);

        _cluster.Fence(1);

        Expect(id, "no leader, replicas 1,2, isr 1", leaderEpoch: 1, epoch: 2);
    }

    [Fact]
    public void The_last_of_the_ISR_leaves_and_any_replica_leads_where_that_is_allowed()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2]);
        _cluster.Configure(ConfigResource.OfTopic("orders"), "unclean.leader.election.enable", "true");
        _cluster.AlterIsr(id, 1);

        _cluster.Fence(1);

        Expect(id, "leader 2, replicas 1,2, isr 2", leaderEpoch: 1, epoch: 2);
    }

    [Fact]
    public void A_member_of_the_ISR_returns_and_leads()
    {
        var id = _cluster.CreateTopic("orders", 1, [1]);
        _cluster.Fence(1);

        _cluster.Unfence(1);

        Expect(id, "leader 1, replicas 1, isr 1", leaderEpoch: 2, epoch: 2);
    }

    [Fact]
    public void An_eligible_replica_returns_and_leads()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2]);
        _cluster.Fence(2);
        _cluster.Fence(1);

        _cluster.Unfence(2);

        Expect(id, "leader 2, replicas 1,2, isr 2, elr 1", leaderEpoch: 2, epoch: 3);
    }

    [Fact]
    public void A_replica_that_is_neither_returns_and_nobody_leads()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2]);
        _cluster.Fence(2);
        _cluster.Fence(1);

        _cluster.Unfence(2);

        Expect(id, "no leader, replicas 1,2, isr 1", leaderEpoch: 1, epoch: 2);
    }

    [Fact]
    public void The_last_of_the_ISR_returns_incomplete_and_an_eligible_replica_takes_its_place()
    {
        var id = _cluster.CreateTopic("orders", 3, [1, 2, 3]);
        _cluster.Fence(3);
        _cluster.Fence(2);
        _cluster.Fence(1);
        Expect(id, "no leader, replicas 1,2,3, isr 1, elr 2,3", leaderEpoch: 1, epoch: 3);

        _cluster.Register(1, isComplete: false);

        Expect(id, "no leader, replicas 1,2,3, isr 2, elr 3, last known 1", leaderEpoch: 1, epoch: 4);
    }

    [Fact]
    public void The_last_of_the_ISR_returns_incomplete_and_stays_for_want_of_a_better()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2]);
        _cluster.AlterIsr(id, 1);
        _cluster.Fence(1);

        _cluster.Register(1, isComplete: false);
        _cluster.Unfence(1);

        Expect(id, "leader 1, replicas 1,2, isr 1", leaderEpoch: 2, epoch: 3);
    }

    [Fact]
    public void An_unclean_election_takes_the_last_known_ones_first()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);
        _cluster.AlterIsr(id, 2, 3);
        _cluster.AlterIsr(id, 1, 3);
        _cluster.Fence(3);
        _cluster.Fence(1);
        _cluster.Register(3, isComplete: false);
        _cluster.Unfence(3);
        Expect(id, "no leader, replicas 1,2,3, isr 1, last known 3", leaderEpoch: 1, epoch: 4);

        Assert.Equal(ErrorCode.None, _cluster.Elect(ElectionKind.Unclean, "orders"));

        Expect(id, "leader 3, replicas 1,2,3, isr 3", leaderEpoch: 2, epoch: 5);
    }

    [Fact]
    public void An_unclean_election_takes_anyone_who_lives()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2]);
        _cluster.AlterIsr(id, 1);
        _cluster.Fence(1);

        Assert.Equal(ErrorCode.None, _cluster.Elect(ElectionKind.Unclean, "orders"));

        Expect(id, "leader 2, replicas 1,2, isr 2", leaderEpoch: 2, epoch: 3);
    }

    [Fact]
    public void The_preferred_leader_is_elected_once_it_is_in_the_ISR()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2]);
        _cluster.Fence(1);
        _cluster.Unfence(1);
        Assert.Equal(ErrorCode.PreferredLeaderNotAvailable, _cluster.Elect(ElectionKind.Preferred, "orders"));
        _cluster.AlterIsr(id, 1, 2);

        Assert.Equal(ErrorCode.None, _cluster.Elect(ElectionKind.Preferred, "orders"));

        Expect(id, "leader 1, replicas 1,2, isr 1,2", leaderEpoch: 2, epoch: 3);
    }

    [Fact]
    public void A_reassignment_begins_with_all_replicas_kept()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);

        Assert.Equal(ErrorCode.None, _cluster.Reassign("orders", 4, 2, 5));

        Expect(id, "leader 1, replicas 4,2,5,1,3, isr 2,1,3, adding 4,5, removing 1,3", leaderEpoch: 0, epoch: 1);
    }

    [Fact]
    public void A_reassignment_ends_when_all_that_are_added_are_in_sync()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);
        _cluster.Reassign("orders", 4, 2, 5);
        _cluster.AlterIsr(id, 1, 2, 3, 4);
        Expect(id, "leader 1, replicas 4,2,5,1,3, isr 4,2,1,3, adding 4,5, removing 1,3", leaderEpoch: 0, epoch: 2);

        _cluster.AlterIsr(id, 1, 2, 3, 4, 5);

        Expect(id, "leader 4, replicas 4,2,5, isr 4,2,5", leaderEpoch: 1, epoch: 3);
    }

    [Fact]
    public void A_reassignment_is_cancelled_and_what_was_added_leaves()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);
        _cluster.Reassign("orders", 4, 2, 5);
        _cluster.AlterIsr(id, 1, 2, 3, 4);

        Assert.Equal(ErrorCode.None, _cluster.CancelReassignment("orders"));

        Expect(id, "leader 1, replicas 2,1,3, isr 2,1,3", leaderEpoch: 1, epoch: 3);
    }

    private void Expect(PartitionId id, string roles, int leaderEpoch, int epoch)
    {
        Assert.Equal(roles, _cluster.Roles(id));
        var state = _cluster.StateOf(id);
        Assert.Equal((leaderEpoch, epoch), (state.LeaderEpoch.Value, state.Epoch.Value));
    }
}
