using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

public sealed class CreateTopicsTests
{
    private readonly TestCluster _cluster = new(
        new ControllerOptions { PartitionCountDefault = 4, ReplicationFactorDefault = 2, PartitionsPerRequestMax = 50, PartitionsMax = 60 }, brokers: 3);

    [Fact]
    public void A_topic_gets_the_partitions_and_replicas_that_it_asks_for()
    {
        var created = Create(New("orders") with { PartitionCount = 6, ReplicationFactor = 3, Configs = [new("retention.ms", "1000")] });

        Assert.Equal(ErrorCode.None, created.Error.Code);
        Assert.Equal((6, 3), (created.PartitionCount, created.ReplicationFactor));
        var topic = _cluster.Image.Topics.Find("orders")!;
        Assert.Equal(6, topic.Partitions.Count);
        Assert.All(topic.Partitions, partition => Assert.Equal((3, 3, 0, 0), (partition.Replicas.Length, partition.Isr.Length, partition.LeaderEpoch.Value, partition.Epoch.Value)));
        Assert.All(topic.Partitions, partition => Assert.Equal(partition.PreferredLeader, partition.Leader));
        Assert.Equal("1000", _cluster.Image.FindConfig(ConfigResource.OfTopic("orders"), "retention.ms"));
    }

    [Fact]
    public void A_topic_gets_the_defaults_where_it_names_no_numbers()
    {
        var created = Create(New("orders"));

        Assert.Equal((4, 2), (created.PartitionCount, created.ReplicationFactor));
    }

    [Theory]
    [InlineData("", ErrorCode.InvalidTopicException)]
    [InlineData(".", ErrorCode.InvalidTopicException)]
    [InlineData("..", ErrorCode.InvalidTopicException)]
    [InlineData("a/b", ErrorCode.InvalidTopicException)]
    [InlineData("a b", ErrorCode.InvalidTopicException)]
    [InlineData("ä", ErrorCode.InvalidTopicException)]
    [InlineData("taken", ErrorCode.TopicAlreadyExists)]
    [InlineData("with.dot", ErrorCode.TopicAlreadyExists)]
    [InlineData("with_dot", ErrorCode.InvalidTopicException)]
    [InlineData("Taken", ErrorCode.None)]
    [InlineData("__consumer_offsets", ErrorCode.None)]
    public void A_name_is_judged_as_Kafka_judges_it(string name, ErrorCode expected)
    {
        Create(New("taken"));
        Create(New("with.dot"));

        Assert.Equal(expected, Create(New(name)).Error.Code);
    }

    [Fact]
    public void A_name_of_249_letters_is_the_longest()
    {
        Assert.Equal(ErrorCode.None, Create(New(new string('a', 249))).Error.Code);
        Assert.Equal(ErrorCode.InvalidTopicException, Create(New(new string('a', 250))).Error.Code);
    }

    [Theory]
    [InlineData(0, 1, ErrorCode.InvalidPartitions)]
    [InlineData(-2, 1, ErrorCode.InvalidPartitions)]
    [InlineData(1, 0, ErrorCode.InvalidReplicationFactor)]
    [InlineData(1, -2, ErrorCode.InvalidReplicationFactor)]
    [InlineData(1, 4, ErrorCode.InvalidReplicationFactor)]
    [InlineData(51, 1, ErrorCode.PolicyViolation)]
    [InlineData(50, 1, ErrorCode.None)]
    public void Impossible_numbers_are_refused(int partitions, int factor, ErrorCode expected) =>
        Assert.Equal(expected, Create(New("orders") with { PartitionCount = partitions, ReplicationFactor = factor }).Error.Code);

    [Fact]
    public void The_cluster_has_a_limit_on_its_partitions()
    {
        Create(New("first") with { PartitionCount = 50 });

        Assert.Equal(ErrorCode.PolicyViolation, Create(New("second") with { PartitionCount = 11 }).Error.Code);
        Assert.Equal(ErrorCode.None, Create(New("third") with { PartitionCount = 10 }).Error.Code);
    }

    [Theory]
    [InlineData("1,2 2,3", ErrorCode.None)]
    [InlineData("1,2 2", ErrorCode.InvalidReplicaAssignment)]
    [InlineData("1,1", ErrorCode.InvalidReplicaAssignment)]
    [InlineData("1,9", ErrorCode.InvalidReplicaAssignment)]
    [InlineData("3", ErrorCode.InvalidReplicaAssignment)]
    [InlineData("3,1", ErrorCode.None)]
    public void Chosen_replicas_are_taken_if_they_are_possible(string assignment, ErrorCode expected)
    {
        _cluster.Fence(3);
        var chosen = assignment.Split(' ').Select((partition, index) =>
            new ReplicaAssignment(new PartitionIndex(index), TestCluster.Brokers(partition.Split(',').Select(int.Parse))));

        var created = Create(New("orders") with { Assignments = [.. chosen] });

        Assert.Equal(expected, created.Error.Code);
    }

    [Fact]
    public void A_fenced_replica_starts_outside_the_ISR()
    {
        _cluster.Fence(3);

        var partition = _cluster.StateOf(_cluster.CreateTopic("orders", 3, 1, 2));

        Assert.Equal([new BrokerId(1), new BrokerId(2)], partition.Isr.AsEnumerable());
        Assert.Equal(new BrokerId(1), partition.Leader);
    }

    [Fact]
    public void Chosen_partitions_are_numbered_from_zero_and_exclude_counts()
    {
        var gap = New("a") with { Assignments = [new ReplicaAssignment(new PartitionIndex(1), TestCluster.Brokers(1))] };
        var counted = New("b") with { PartitionCount = 1, Assignments = [new ReplicaAssignment(new PartitionIndex(0), TestCluster.Brokers(1))] };

        Assert.Equal(ErrorCode.InvalidReplicaAssignment, Create(gap).Error.Code);
        Assert.Equal(ErrorCode.InvalidRequest, Create(counted).Error.Code);
    }

    [Theory]
    [InlineData("no.such.entry", "1")]
    [InlineData("retention.ms", "soon")]
    [InlineData("retention.ms", null)]
    public void Configurations_that_do_not_exist_are_refused(string name, string? value)
    {
        var created = Create(New("orders") with { Configs = [new(name, value)] });

        Assert.Equal(ErrorCode.InvalidConfig, created.Error.Code);
        Assert.Null(_cluster.Image.Topics.Find("orders"));
    }

    [Fact]
    public void A_request_that_names_a_topic_twice_gets_neither()
    {
        var reply = _cluster.Do<TopicsCreatedReply>(new CreateTopics([New("a"), New("b"), New("a")], 1));

        Assert.Equal([ErrorCode.InvalidRequest, ErrorCode.None, ErrorCode.InvalidRequest], reply.Topics.Select(topic => topic.Error.Code));
        Assert.Equal(["b"], _cluster.Image.Topics.All.Select(topic => topic.Name));
    }

    [Fact]
    public void Two_topics_of_one_request_may_not_collide()
    {
        var reply = _cluster.Do<TopicsCreatedReply>(new CreateTopics([New("a.b"), New("a_b")], 1));

        Assert.Equal([ErrorCode.None, ErrorCode.InvalidTopicException], reply.Topics.Select(topic => topic.Error.Code));
    }

    [Fact]
    public void Validation_alone_answers_alike_and_changes_nothing()
    {
        var reply = _cluster.Do<TopicsCreatedReply>(new CreateTopics([New("orders")], 1, OnlyValidates: true));

        Assert.Equal((ErrorCode.None, 4, TopicId.None), (reply.Topics[0].Error.Code, reply.Topics[0].PartitionCount, reply.Topics[0].Id));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    private NewTopic New(string name) => new() { Name = name, Id = _cluster.NextTopicId() };

    private CreatedTopic Create(NewTopic topic) =>
        Assert.Single(_cluster.Do<TopicsCreatedReply>(new CreateTopics([topic], 1)).Topics);
}
