using ActorBroker.Machines.Controller;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>KIP-841: fenced replicas and those that shut down are in no ISR and lead nothing. One test for each thing it says.</summary>
public sealed class Kip841Tests
{
    private readonly TestCluster _cluster = new(brokers: 3);
    private readonly PartitionId _id;

    public Kip841Tests() => _id = _cluster.CreateTopic("orders", 1, [1, 2, 3]);

    [Fact]
    public void A_fenced_broker_leaves_every_ISR_with_the_decision_that_fences_it()
    {
        var other = _cluster.CreateTopic("other", 1, [3, 2]);

        _cluster.Fence(2);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1,3", _cluster.Roles(_id));
        Assert.Equal("leader 3, replicas 3,2, isr 3", _cluster.Roles(other));
    }

    [Fact]
    public void A_fenced_broker_is_not_let_into_an_ISR()
    {
        _cluster.Fence(2);

        Assert.Equal(ErrorCode.IneligibleReplica, _cluster.AlterIsr(_id, 1, 2, 3).Error.Code);
        Assert.Equal("leader 1, replicas 1,2,3, isr 1,3", _cluster.Roles(_id));
    }

    [Fact]
    public void A_broker_that_shuts_down_is_not_let_into_an_ISR()
    {
        _cluster.ShutDown(2);

        Assert.Equal(ErrorCode.IneligibleReplica, _cluster.AlterIsr(_id, 1, 2, 3).Error.Code);
    }

    [Fact]
    public void A_broker_that_shuts_down_is_not_elected()
    {
        _cluster.ShutDown(2);
        _cluster.Fence(1);

        Assert.Equal("leader 3, replicas 1,2,3, isr 3", _cluster.Roles(_id));
        _cluster.Fence(3);
        Assert.Equal("no leader, replicas 1,2,3, isr 3", _cluster.Roles(_id));
    }

    [Fact]
    public void The_last_member_stays_in_the_ISR_without_leading()
    {
        _cluster.AlterIsr(_id, 1);

        _cluster.ShutDown(1);

        Assert.Equal("no leader, replicas 1,2,3, isr 1", _cluster.Roles(_id));
    }

    [Fact]
    public void A_preferred_leader_that_is_fenced_is_not_elected()
    {
        _cluster.Fence(1);

        Assert.Equal(ErrorCode.PreferredLeaderNotAvailable, _cluster.Elect(ElectionKind.Preferred, "orders"));
    }

    [Fact]
    public void A_broker_that_was_unfenced_joins_by_its_leaders_proposal_only()
    {
        _cluster.Fence(2);

        _cluster.Unfence(2);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1,3", _cluster.Roles(_id));
        Assert.Equal(ErrorCode.None, _cluster.AlterIsr(_id, 1, 2, 3).Error.Code);
    }

    [Fact]
    public void A_new_partition_starts_without_fenced_members()
    {
        _cluster.Fence(2);

        Assert.Equal("leader 3, replicas 2,3, isr 3", _cluster.Roles(_cluster.CreateTopic("new", 1, [2, 3])));
    }
}
