using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>Elections on request (KIP-460) and in the background.</summary>
public sealed class ElectionTests
{
    [Fact]
    public void An_election_that_is_not_needed_is_refused()
    {
        var cluster = new TestCluster(brokers: 2);
        cluster.CreateTopic("orders", 1, [1, 2]);

        Assert.Equal(ErrorCode.ElectionNotNeeded, cluster.Elect(ElectionKind.Preferred, "orders"));
        Assert.Equal(ErrorCode.ElectionNotNeeded, cluster.Elect(ElectionKind.Unclean, "orders"));
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, cluster.Elect(ElectionKind.Preferred, "nothing"));
    }

    [Fact]
    public void An_unclean_election_needs_somebody_who_lives()
    {
        var cluster = new TestCluster(brokers: 1);
        cluster.CreateTopic("orders", 1, [1]);
        cluster.Fence(1);

        Assert.Equal(ErrorCode.EligibleLeadersNotAvailable, cluster.Elect(ElectionKind.Unclean, "orders"));
    }

    [Fact]
    public void An_election_everywhere_answers_for_those_that_needed_it()
    {
        var cluster = Unbalanced(topics: 3, new ControllerOptions());
        cluster.CreateTopic("balanced", 1, [2]);

        var reply = cluster.Do<PartitionErrorsReply>(new ElectLeaders(ElectionKind.Preferred, default));

        Assert.Equal(3, reply.Partitions.Length);
        Assert.All(reply.Partitions, partition => Assert.Equal(ErrorCode.None, partition.Value.Code));
        Assert.Equal(3, CountLedBy(cluster, 1));
    }

    [Fact]
    public void Preferred_leaders_come_back_in_lots()
    {
        var cluster = Unbalanced(topics: 5, new ControllerOptions { PreferredLeadersAtOnce = 3, PreferredLeaderInterval = TimeSpan.FromSeconds(60) });

        cluster.Do(new RestorePreferredLeaders());
        Assert.Equal(3, CountLedBy(cluster, 1));
        Assert.Equal(TestCluster.Start + TimeSpan.FromSeconds(1), Assert.Single(cluster.LastDecision.Reminders).Due);

        cluster.Do(new RestorePreferredLeaders());
        Assert.Equal(5, CountLedBy(cluster, 1));
        Assert.Equal(TestCluster.Start + TimeSpan.FromSeconds(60), Assert.Single(cluster.LastDecision.Reminders).Due);
    }

    [Fact]
    public void The_first_reminder_comes_with_control_unless_it_is_not_wanted()
    {
        Assert.Equal(ControllerTimer.RestorePreferredLeaders, new TestCluster().LastDecision.Reminders.Single().Timer);
        Assert.Empty(new TestCluster(new ControllerOptions { PreferredLeaderInterval = null }).LastDecision.Reminders);
    }

    [Fact]
    public void The_next_controller_finishes_what_a_crash_left_half_done()
    {
        var cluster = new TestCluster(brokers: 1);
        var id = cluster.CreateTopic("orders", 1, [1]);
        cluster.Fence(1);

        cluster.Recover(lost: 1);

        Assert.True(cluster.Image.IsActive(new BrokerId(1)));
        Assert.Equal("leader 1, replicas 1, isr 1", cluster.Roles(id));
    }

    [Fact]
    public void A_failure_of_many_partitions_is_told_in_events_of_bounded_length()
    {
        var cluster = new TestCluster(brokers: 2);
        var topic = new NewTopic { Name = "wide", Id = cluster.NextTopicId(), PartitionCount = 2_500, ReplicationFactor = 2 };
        cluster.Do(new CreateTopics([topic], 1));

        cluster.Fence(1);

        Assert.Equal([1_000, 1_000, 500], cluster.LastDecision.Events.OfType<PartitionsChanged>().Select(changed => changed.Changes.Length));
        Assert.IsType<BrokerChanged>(cluster.LastDecision.Events[^1]);
        Assert.All(cluster.Image.Topics.Find("wide")!.Partitions, partition => Assert.Equal(new BrokerId(2), partition.Leader));
    }

    // All lead at 2, and all would rather lead at 1.
    private static TestCluster Unbalanced(int topics, ControllerOptions options)
    {
        var cluster = new TestCluster(options, brokers: 2);
        for (var topic = 0; topic < topics; topic++)
        {
            cluster.Fence(1);
            var id = cluster.CreateTopic($"topic-{topic}", 1, [1, 2]);
            cluster.Unfence(1);
            cluster.AlterIsr(id, 1, 2);
        }

        for (var topic = 0; topic < topics; topic++)
            cluster.AlterIsr(new PartitionId(cluster.Image.Topics.Find($"topic-{topic}")!.Id, new PartitionIndex(0)), 1, 2);
        return cluster;
    }

    private static int CountLedBy(TestCluster cluster, int broker) =>
        cluster.Image.Topics.All.Sum(topic => topic.Partitions.Count(partition => partition.Leader.Value == broker));
}
