using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>KIP-966, the controller's side: eligible leader replicas. One test for each thing it says.</summary>
public sealed class Kip966Tests
{
    private static readonly ConfigResource Orders = ConfigResource.OfTopic("orders");

    private readonly TestCluster _cluster = new(brokers: 4);
    private readonly PartitionId _id;

    public Kip966Tests() => _id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);

    [Fact]
    public void Who_leaves_while_the_ISR_suffices_is_not_eligible()
    {
        _cluster.Fence(3);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2", _cluster.Roles(_id));
    }

    [Fact]
    public void Who_leaves_an_ISR_below_the_minimum_is_eligible()
    {
        _cluster.Fence(3);
        _cluster.Fence(2);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1, elr 2", _cluster.Roles(_id));
    }

    [Fact]
    public void Nobody_is_eligible_once_the_ISR_suffices_again()
    {
        _cluster.AlterIsr(_id, 1);
        Assert.Equal("leader 1, replicas 1,2,3, isr 1, elr 2,3", _cluster.Roles(_id));

        _cluster.AlterIsr(_id, 1, 2);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2", _cluster.Roles(_id));
    }

    [Fact]
    public void The_ISR_comes_before_the_eligible_ones()
    {
        var id = _cluster.CreateTopic("three", 3, [1, 2, 3]);
        _cluster.Fence(2);

        _cluster.Fence(1);

        Assert.Equal("leader 3, replicas 1,2,3, isr 3, elr 1,2", _cluster.Roles(id));
    }

    [Fact]
    public void An_eligible_replica_is_elected_when_no_member_of_the_ISR_lives()
    {
        _cluster.AlterIsr(_id, 1);

        _cluster.Fence(1);

        Assert.Equal("leader 2, replicas 1,2,3, isr 2, elr 1,3", _cluster.Roles(_id));
    }

    [Fact]
    public void A_fenced_replica_stays_eligible_and_is_elected_when_it_returns()
    {
        _cluster.Fence(3);
        _cluster.Fence(2);
        _cluster.Fence(1);
        Assert.Equal("no leader, replicas 1,2,3, isr 1, elr 2", _cluster.Roles(_id));

        _cluster.Unfence(2);

        Assert.Equal("leader 2, replicas 1,2,3, isr 2, elr 1", _cluster.Roles(_id));
    }

    [Fact]
    public void An_eligible_replica_that_stopped_uncleanly_is_eligible_no_more()
    {
        _cluster.Fence(3);
        _cluster.Fence(2);

        _cluster.Register(2, isComplete: false);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1, last known 2", _cluster.Roles(_id));
    }

    [Fact]
    public void A_member_of_the_ISR_that_stopped_uncleanly_is_not_eligible()
    {
        _cluster.Fence(3);

        _cluster.Register(2, isComplete: false, isPredecessorGone: true);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1, last known 2", _cluster.Roles(_id));
    }

    [Fact]
    public void A_replica_that_may_lack_records_waits_for_an_eligible_one()
    {
        _cluster.Fence(3);
        _cluster.Fence(2);
        _cluster.Fence(1);
        _cluster.Register(1, isComplete: false);

        _cluster.Unfence(1);

        Assert.Equal("no leader, replicas 1,2,3, isr 2, last known 1", _cluster.Roles(_id));
        _cluster.Unfence(2);
        Assert.Equal("leader 2, replicas 1,2,3, isr 2, last known 1", _cluster.Roles(_id));
    }

    [Fact]
    public void The_last_known_ones_are_forgotten_once_the_ISR_suffices()
    {
        _cluster.Fence(3);
        _cluster.Register(2, isComplete: false, isPredecessorGone: true);
        _cluster.Unfence(2);

        _cluster.AlterIsr(_id, 1, 2);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2", _cluster.Roles(_id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lower_minimum_makes_nobody_eligible_before_it_holds(bool ofTopic)
    {
        if (!ofTopic)
        {
            _cluster.Configure(ConfigResource.AllBrokers, "min.insync.replicas", "2");
            _cluster.Configure(Orders, "min.insync.replicas", null);
        }

        _cluster.AlterIsr(_id, 1);

        Assert.Equal(ErrorCode.None, _cluster.Configure(ofTopic ? Orders : ConfigResource.AllBrokers, "min.insync.replicas", "1"));

        Assert.Equal("leader 1, replicas 1,2,3, isr 1", _cluster.Roles(_id));
        Assert.IsType<PartitionsChanged>(_cluster.LastDecision.Events[0]);
        Assert.IsType<ConfigsChanged>(_cluster.LastDecision.Events[1]);
    }

    [Fact]
    public void A_lower_minimum_forgets_nobody_while_nobody_leads()
    {
        _cluster.Fence(3);
        _cluster.Fence(2);
        _cluster.Fence(1);

        _cluster.Configure(Orders, "min.insync.replicas", "1");

        Assert.Equal("no leader, replicas 1,2,3, isr 1, elr 2", _cluster.Roles(_id));
        _cluster.Unfence(1);
        Assert.Equal("leader 1, replicas 1,2,3, isr 1", _cluster.Roles(_id));
    }

    [Fact]
    public void The_answer_to_a_leader_names_the_minimum_it_goes_by()
    {
        var wide = _cluster.CreateTopic("wide", 9, [1, 2]);

        Assert.Equal(2, _cluster.AlterIsr(_id, 1).MinIsr);
        Assert.Equal(2, _cluster.AlterIsr(wide, 1).MinIsr);
        Assert.Equal("leader 1, replicas 1,2, isr 1, elr 2", _cluster.Roles(wide));
    }

    [Fact]
    public void An_unclean_election_prefers_who_was_last_known_to_be_complete()
    {
        _cluster.AlterIsr(_id, 1, 3);
        _cluster.Fence(1);
        _cluster.Register(1, isComplete: false);
        _cluster.Fence(3);
        _cluster.Unfence(1);
        Assert.Equal("no leader, replicas 1,2,3, isr 3, last known 1", _cluster.Roles(_id));

        Assert.Equal(ErrorCode.None, _cluster.Elect(ElectionKind.Unclean, "orders"));

        Assert.Equal("leader 1, replicas 1,2,3, isr 1", _cluster.Roles(_id));
    }

    [Fact]
    public void Allowing_unclean_elections_elects_at_once()
    {
        _cluster.AlterIsr(_id, 1, 2);
        _cluster.Fence(2);
        _cluster.Fence(1);
        Assert.Equal("no leader, replicas 1,2,3, isr 1, elr 2", _cluster.Roles(_id));

        _cluster.Configure(Orders, "unclean.leader.election.enable", "true");

        Assert.Equal("leader 3, replicas 1,2,3, isr 3", _cluster.Roles(_id));
    }

    [Fact]
    public void A_replica_that_is_removed_is_eligible_no_more()
    {
        _cluster.AlterIsr(_id, 1);
        Assert.Equal("leader 1, replicas 1,2,3, isr 1, elr 2,3", _cluster.Roles(_id));

        _cluster.Reassign("orders", 1);

        Assert.Equal("leader 1, replicas 1, isr 1", _cluster.Roles(_id));
    }
}
