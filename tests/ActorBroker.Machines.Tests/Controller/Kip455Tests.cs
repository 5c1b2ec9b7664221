using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>KIP-455: replicas are reassigned, retargeted and cancelled. One test for each thing it says, and for what a careless broker loses.</summary>
public sealed class Kip455Tests
{
    private readonly TestCluster _cluster = new(brokers: 6);
    private readonly PartitionId _id;

    public Kip455Tests() => _id = _cluster.CreateTopic("orders", 2, [1, 2, 3]);

    [Fact]
    public void Replicas_are_added_before_others_are_removed()
    {
        _cluster.Reassign("orders", 4, 5, 6);
        Assert.Equal("leader 1, replicas 4,5,6,1,2,3, isr 1,2,3, adding 4,5,6, removing 1,2,3", _cluster.Roles(_id));

        _cluster.AlterIsr(_id, 1, 2, 3, 4, 5);
        Assert.Equal("leader 1, replicas 4,5,6,1,2,3, isr 4,5,1,2,3, adding 4,5,6, removing 1,2,3", _cluster.Roles(_id));

        _cluster.AlterIsr(_id, 1, 2, 3, 4, 5, 6);
        Assert.Equal("leader 4, replicas 4,5,6, isr 4,5,6", _cluster.Roles(_id));
    }

    [Fact]
    public void A_move_that_only_removes_is_done_at_once()
    {
        _cluster.Reassign("orders", 3, 2);

        Assert.Equal("leader 3, replicas 3,2, isr 3,2", _cluster.Roles(_id));
    }

    [Fact]
    public void A_new_leader_epoch_begins_when_a_replica_goes_also_under_the_same_leader()
    {
        var before = _cluster.StateOf(_id).LeaderEpoch;

        _cluster.Reassign("orders", 1, 2);

        Assert.Equal(before.Value + 1, _cluster.StateOf(_id).LeaderEpoch.Value);
        Assert.Equal("leader 1, replicas 1,2, isr 1,2", _cluster.Roles(_id));
    }

    [Fact]
    public void A_move_that_only_reorders_changes_the_preferred_leader_alone()
    {
        _cluster.Reassign("orders", 3, 2, 1);

        Assert.Equal("leader 1, replicas 3,2,1, isr 3,2,1", _cluster.Roles(_id));
    }

    [Fact]
    public void Where_they_are_already_nothing_happens()
    {
        Assert.Equal(ErrorCode.None, _cluster.Reassign("orders", 1, 2, 3));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Fact]
    public void A_later_move_replaces_the_one_under_way()
    {
        _cluster.Reassign("orders", 1, 4, 5);
        _cluster.AlterIsr(_id, 1, 2, 3, 4);

        _cluster.Reassign("orders", 1, 4, 6);

        Assert.Equal("leader 1, replicas 1,4,6,2,3, isr 1,4,2,3, adding 4,6, removing 2,3", _cluster.Roles(_id));
    }

    [Fact]
    public void A_cancelled_move_goes_back_to_where_they_were()
    {
        _cluster.Reassign("orders", 4, 5, 6);
        _cluster.AlterIsr(_id, 1, 2, 3, 4, 5);

        Assert.Equal(ErrorCode.None, _cluster.CancelReassignment("orders"));

        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2,3", _cluster.Roles(_id));
        Assert.Equal(ErrorCode.NoReassignmentInProgress, _cluster.CancelReassignment("orders"));
    }

    [Fact]
    public void A_leader_that_a_cancelled_move_brought_hands_over()
    {
        _cluster.Reassign("orders", 4, 5, 6);
        _cluster.AlterIsr(_id, 1, 2, 4);
        _cluster.Elect(ElectionKind.Preferred, "orders");
        Assert.Equal("leader 4, replicas 4,5,6,1,2,3, isr 4,1,2, adding 4,5,6, removing 1,2,3", _cluster.Roles(_id));

        _cluster.CancelReassignment("orders");

        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2", _cluster.Roles(_id));
    }

    [Fact]
    public void A_move_is_not_cancelled_when_all_in_sync_would_go()
    {
        _cluster.Reassign("orders", 4, 5, 6);
        _cluster.AlterIsr(_id, 1, 4);
        _cluster.Fence(1);
        Assert.Equal("leader 4, replicas 4,5,6,1,2,3, isr 4, elr 1, adding 4,5,6, removing 1,2,3", _cluster.Roles(_id));

        Assert.Equal(ErrorCode.InvalidReplicaAssignment, _cluster.CancelReassignment("orders"));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Fact]
    public void Replicas_are_not_removed_while_too_few_would_be_in_sync()
    {
        _cluster.Fence(2);

        _cluster.Reassign("orders", 1, 2);

        Assert.Equal("leader 1, replicas 1,2,3, isr 1,3, removing 3", _cluster.Roles(_id));
        _cluster.Unfence(2);
        _cluster.AlterIsr(_id, 1, 2, 3);
        Assert.Equal("leader 1, replicas 1,2, isr 1,2", _cluster.Roles(_id));
    }

    [Fact]
    public void A_dead_replica_can_be_replaced()
    {
        _cluster.Fence(3);

        _cluster.Reassign("orders", 1, 2, 4);
        _cluster.AlterIsr(_id, 1, 2, 4);

        Assert.Equal("leader 1, replicas 1,2,4, isr 1,2,4", _cluster.Roles(_id));
    }

    [Fact]
    public void A_move_goes_on_under_the_next_controller()
    {
        _cluster.Reassign("orders", 4, 2, 3);
        var incarnation = _cluster.IncarnationOf(1);

        _cluster.Recover();
        Assert.Equal(incarnation, _cluster.IncarnationOf(1));
        _cluster.AlterIsr(_id, 1, 2, 3, 4);

        Assert.Equal("leader 4, replicas 4,2,3, isr 4,2,3", _cluster.Roles(_id));
    }

    [Fact]
    public void What_moves_can_be_listed()
    {
        _cluster.CreateTopic("still", 1, [1]);

        _cluster.Reassign("orders", 4, 2, 3);

        var moving = _cluster.Image.Topics.All.Where(topic => topic.Partitions.Any(partition => partition.IsReassigning));
        Assert.Equal(["orders"], moving.Select(topic => topic.Name));
    }

    [Theory]
    [InlineData]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(-1)]
    public void Impossible_targets_are_refused(params int[] target) =>
        Assert.Equal(ErrorCode.InvalidReplicaAssignment, _cluster.Reassign("orders", target));

    [Fact]
    public void Unknown_partitions_are_refused()
    {
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, _cluster.Reassign("nothing", 1));
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, _cluster.CancelReassignment("nothing"));
    }

    [Fact]
    public void Another_number_of_replicas_can_be_refused()
    {
        var reassignment = new Reassignment(new TopicPartition("orders", new PartitionIndex(0)), TestCluster.Brokers(1, 2));

        var reply = _cluster.Do<PartitionErrorsReply>(new ReassignPartitions([reassignment], AllowsOtherCount: false));

        Assert.Equal(ErrorCode.InvalidReplicationFactor, reply.Partitions[0].Value.Code);
    }

    [Fact]
    public void Two_moves_of_one_partition_in_one_request_count_as_two()
    {
        var at = new TopicPartition("orders", new PartitionIndex(0));

        _cluster.Do(new ReassignPartitions([new(at, TestCluster.Brokers(4, 2, 3)), new(at, TestCluster.Brokers(5, 2, 3))]));

        Assert.Equal("leader 1, replicas 5,2,3,1, isr 2,3,1, adding 5, removing 1", _cluster.Roles(_id));
        Assert.Single(Assert.IsType<PartitionsChanged>(_cluster.LastDecision.Events.Single()).Changes);
    }
}
