using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

public sealed class TopicChangesTests
{
    private readonly TestCluster _cluster = new(brokers: 3);

    [Fact]
    public void A_deleted_topic_takes_its_partitions_and_configuration_along()
    {
        var id = _cluster.CreateTopic("orders", 1, 2);

        var reply = _cluster.Do<TopicsDeletedReply>(new DeleteTopics([TopicTarget.Of("orders")]));

        Assert.Equal(new DeletedTopic("orders", id.Topic, ControllerError.None), Assert.Single(reply.Topics));
        Assert.Null(_cluster.Image.Topics.Find("orders"));
        Assert.Null(_cluster.Image.FindConfig(ConfigResource.OfTopic("orders"), "min.insync.replicas"));
        Assert.Equal(0, _cluster.Image.Topics.PartitionCount);
    }

    [Fact]
    public void A_name_can_be_used_again_for_another_topic()
    {
        var first = _cluster.CreateTopic("orders", 1);
        _cluster.Do(new DeleteTopics([TopicTarget.Of(first.Topic)]));

        var second = _cluster.CreateTopic("orders", 2);

        Assert.Equal(second.Topic, _cluster.Image.Topics.Find("orders")!.Id);
        Assert.Null(_cluster.Image.Topics.Find(first.Topic));
    }

    [Fact]
    public void Deletion_is_refused_for_topics_that_are_not_there_or_named_twice()
    {
        var id = _cluster.CreateTopic("orders", 1).Topic;

        var reply = _cluster.Do<TopicsDeletedReply>(new DeleteTopics(
            [TopicTarget.Of("nothing"), TopicTarget.Of(_cluster.NextTopicId()), new TopicTarget("orders", id), TopicTarget.Of("orders"), TopicTarget.Of(id)]));

        Assert.Equal(
            [ErrorCode.UnknownTopicOrPartition, ErrorCode.UnknownTopicId, ErrorCode.InvalidRequest, ErrorCode.None, ErrorCode.InvalidRequest],
            reply.Topics.Select(topic => topic.Error.Code));
    }

    [Fact]
    public void Deletion_can_be_switched_off()
    {
        var cluster = new TestCluster(new ControllerOptions { AllowsTopicDeletion = false }, brokers: 1);
        cluster.CreateTopic("orders", 1);

        var reply = cluster.Do<TopicsDeletedReply>(new DeleteTopics([TopicTarget.Of("orders")]));

        Assert.Equal(ErrorCode.TopicDeletionDisabled, reply.Topics[0].Error.Code);
        Assert.NotNull(cluster.Image.Topics.Find("orders"));
    }

    [Fact]
    public void Added_partitions_leave_the_others_alone()
    {
        var id = _cluster.CreateTopic("orders", 3, 1);
        var before = _cluster.StateOf(id);

        Assert.Equal(ErrorCode.None, Add("orders", 4));

        var topic = _cluster.Image.Topics.Find("orders")!;
        Assert.Equal(4, topic.Partitions.Count);
        Assert.Same(before, topic.Partitions[0]);
        Assert.All(topic.Partitions, partition => Assert.Equal(2, partition.Replicas.Length));
    }

    [Theory]
    [InlineData(1, ErrorCode.InvalidPartitions)]
    [InlineData(0, ErrorCode.InvalidPartitions)]
    [InlineData(-1, ErrorCode.InvalidPartitions)]
    [InlineData(20_000, ErrorCode.PolicyViolation)]
    public void The_number_of_partitions_only_grows_and_within_limits(int count, ErrorCode expected)
    {
        _cluster.CreateTopic("orders", 1);

        Assert.Equal(expected, Add("orders", count));
    }

    [Theory]
    [InlineData("2,3", ErrorCode.None)]
    [InlineData("2", ErrorCode.InvalidReplicaAssignment)]
    [InlineData("2,2", ErrorCode.InvalidReplicaAssignment)]
    [InlineData("2,9", ErrorCode.InvalidReplicaAssignment)]
    [InlineData("2,3 3,1", ErrorCode.InvalidReplicaAssignment)]
    public void Replicas_of_added_partitions_can_be_chosen(string assignment, ErrorCode expected)
    {
        _cluster.CreateTopic("orders", 1, 2);
        var chosen = assignment.Split(' ').Select(partition => TestCluster.Brokers(partition.Split(',').Select(int.Parse)));

        Assert.Equal(expected, Add("orders", 2, [.. chosen]));
    }

    [Fact]
    public void Partitions_are_added_to_known_topics_once_a_request()
    {
        _cluster.CreateTopic("orders", 1);

        var reply = _cluster.Do<TopicErrorsReply>(new CreatePartitions(
            [new NewPartitions("nothing", 2, []), new NewPartitions("orders", 2, []), new NewPartitions("orders", 3, [])], 0));

        Assert.Equal(
            [ErrorCode.UnknownTopicOrPartition, ErrorCode.None, ErrorCode.InvalidRequest], reply.Topics.Select(topic => topic.Value.Code));
        Assert.Equal(2, _cluster.Image.Topics.PartitionCount);
    }

    private ErrorCode Add(string topic, int count, ImmutableArray<ImmutableArray<BrokerId>> assignments = default)
    {
        var wanted = new NewPartitions(topic, count, assignments.IsDefault ? [] : assignments);
        return Assert.Single(_cluster.Do<TopicErrorsReply>(new CreatePartitions([wanted], 1)).Topics).Value.Code;
    }
}
