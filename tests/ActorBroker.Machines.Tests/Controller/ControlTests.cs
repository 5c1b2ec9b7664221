using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

public sealed class ControlTests
{
    [Fact]
    public void A_controller_refuses_until_it_has_taken_control()
    {
        var machine = new ControllerMachine(new ControllerEpoch(3), new ControllerOptions(), new TestConfigDefinitions(), MetadataImage.Empty);

        var decision = machine.Decide(new DeleteTopics([]), TestCluster.Start);

        Assert.Equal(ErrorCode.NotController, Assert.IsType<Acknowledged>(decision.Reply).Error.Code);
        Assert.False(decision.MustStepDown);
    }

    [Fact]
    public void Taking_control_forms_the_cluster_once()
    {
        var cluster = new TestCluster();

        cluster.Do(new TakeControl("another"));

        Assert.Equal("cluster", cluster.Image.ClusterId);
        Assert.Equal(new ControllerEpoch(1), cluster.Image.ControllerEpoch);
        Assert.Empty(cluster.LastDecision.Events);
        Assert.Equal(ErrorCode.InvalidRequest, cluster.CodeOf(new TakeControl("")));
    }

    [Fact]
    public void A_controller_that_was_replaced_steps_down()
    {
        var cluster = new TestCluster(brokers: 1);
        cluster.Machine.Apply(new MetadataOffset(1_000), new ControllerChanged(new ControllerEpoch(2)));

        Assert.Equal(ErrorCode.NotController, cluster.CodeOf(new DeleteTopics([])));
        Assert.True(cluster.LastDecision.MustStepDown);
        Assert.Equal(ErrorCode.NotController, cluster.CodeOf(new TakeControl("cluster")));
    }

    [Fact]
    public void A_sender_that_knows_a_later_controller_makes_this_one_step_down()
    {
        var cluster = new TestCluster(brokers: 1);

        Assert.Equal(ErrorCode.NotController, cluster.CodeOf(new DeleteTopics([]) { KnownEpoch = new ControllerEpoch(2) }));
        Assert.True(cluster.LastDecision.MustStepDown);
        Assert.IsType<TopicsDeletedReply>(cluster.Do(new DeleteTopics([]) { KnownEpoch = new ControllerEpoch(1) }));
    }

    [Fact]
    public void The_next_controller_goes_on_from_the_log()
    {
        var cluster = new TestCluster(brokers: 2);
        var id = cluster.CreateTopic("orders", 1, 2);
        var before = cluster.StateOf(id);

        cluster.Recover();

        Assert.Equal(new ControllerEpoch(2), cluster.Image.ControllerEpoch);
        Assert.True(before.HasSameRoles(cluster.StateOf(id)));
        Assert.Equal(ErrorCode.None, cluster.Fence(1));
    }

    [Fact]
    public void Producer_ids_are_given_in_blocks_and_never_twice()
    {
        var cluster = new TestCluster(new ControllerOptions { ProducerIdBlockLength = 10 }, brokers: 2);

        var first = cluster.Do<ProducerIdsReply>(new AllocateProducerIds(new BrokerId(1), cluster.IncarnationOf(1)));
        cluster.Recover();
        var second = cluster.Do<ProducerIdsReply>(new AllocateProducerIds(new BrokerId(2), cluster.IncarnationOf(2)));

        Assert.Equal((0L, 10), (first.First.Value, first.Count));
        Assert.Equal((10L, 10), (second.First.Value, second.Count));
    }

    [Fact]
    public void Producer_ids_are_refused_to_an_earlier_run_and_to_strangers()
    {
        var cluster = new TestCluster(brokers: 1);

        Assert.Equal(ErrorCode.StaleBrokerEpoch, cluster.CodeOf(new AllocateProducerIds(new BrokerId(1), new Incarnation(99))));
        Assert.Equal(ErrorCode.BrokerIdNotRegistered, cluster.CodeOf(new AllocateProducerIds(new BrokerId(9), new Incarnation(1))));
    }

    [Fact]
    public void Producer_ids_end_before_the_highest_number()
    {
        var cluster = new TestCluster(brokers: 1);
        cluster.Machine.Apply(new MetadataOffset(1_000), new ProducerIdsAllocated(BrokerId.None, new ProducerId(long.MaxValue - 5)));

        Assert.Equal(ErrorCode.UnknownServerError, cluster.CodeOf(new AllocateProducerIds(new BrokerId(1), cluster.IncarnationOf(1))));
    }
}
