using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

public sealed class AdministrationTests : ListenerKit
{
    private const sbyte Topic = 2;
    private const sbyte Broker = 4;
    private const sbyte Set = 0;
    private const sbyte Delete = 1;

    [Fact]
    public void An_entry_that_is_altered_holds_at_once_and_the_others_stay()
    {
        var client = Connect();
        CreateTopic(client, "orders", configs: ("retention.ms", "1000"));

        Assert.Equal(ErrorCode.None, Alter(client, Topic, "orders", ("max.message.bytes", Set, "70")));

        Assert.Equal("1000", ValueOf(client, Topic, "orders", "retention.ms"));
        Assert.Equal("70", ValueOf(client, Topic, "orders", "max.message.bytes"));
        AwaitCondition(() => Result(client.Ask<ProduceResponse>(Produce("orders", Batch("too long for it")))).ErrorCode == ErrorCode.MessageTooLarge);
        Assert.Equal(ErrorCode.None, Alter(client, Topic, "orders", ("max.message.bytes", Delete, null)));
        Assert.Equal("1048588", ValueOf(client, Topic, "orders", "max.message.bytes"));
    }

    [Fact]
    public void A_configuration_that_is_replaced_keeps_nothing_of_the_old_one()
    {
        var client = Connect();
        CreateTopic(client, "orders", configs: ("retention.ms", "1000"));
        var request = new AlterConfigsRequest();
        var resource = new AlterConfigsRequest.AlterConfigsResource { ResourceType = Topic, ResourceName = "orders" };
        resource.Configs.Add(new AlterConfigsRequest.AlterableConfig { Name = "segment.bytes", Value = "2000000" });
        request.Resources.Add(resource);

        Assert.Equal(ErrorCode.None, Assert.Single(client.Ask<AlterConfigsResponse>(request).Responses).ErrorCode);

        Assert.Equal("604800000", ValueOf(client, Topic, "orders", "retention.ms"));
        Assert.Equal("2000000", ValueOf(client, Topic, "orders", "segment.bytes"));
    }

    [Fact]
    public void An_entry_of_all_brokers_is_every_topics_default()
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal(ErrorCode.None, Alter(client, Broker, "", ("log.retention.ms", Set, "5000")));

        Assert.Equal("5000", ValueOf(client, Topic, "orders", "retention.ms"));
        Assert.Equal("5000", ValueOf(client, Broker, "1", "log.retention.ms"));
        Assert.Equal("5000", ValueOf(client, Broker, "", "log.retention.ms"));
    }

    [Theory]
    [InlineData(Topic, "orders", "retention.ms", "soon", ErrorCode.InvalidConfig)]
    [InlineData(Topic, "orders", "no.such.entry", "1", ErrorCode.InvalidConfig)]
    [InlineData(Topic, "none", "retention.ms", "1", ErrorCode.UnknownTopicOrPartition)]
    [InlineData(Broker, "one", "log.retention.ms", "1", ErrorCode.InvalidRequest)]
    [InlineData(Broker, "9", "log.retention.ms", "1", ErrorCode.BrokerIdNotRegistered)]
    [InlineData(Broker, "1", "group.max.size", "1", ErrorCode.InvalidRequest)]
    [InlineData(Broker, "", "log.retention.ms", "soon", ErrorCode.InvalidRequest)]
    [InlineData((sbyte)7, "x", "y", "z", ErrorCode.InvalidRequest)]
    public void What_cannot_be_altered_is_refused(sbyte type, string resource, string name, string value, ErrorCode error)
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal(error, Alter(client, type, resource, (name, Set, value)));
    }

    [Fact]
    public void Added_partitions_take_records_at_once()
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal(ErrorCode.None, Add(client, "orders", 3));

        for (var partition = 0; partition < 3; partition++)
            Assert.Equal(ErrorCode.None, Result(client.Ask<ProduceResponse>(Produce("orders", Batch("a"), partition: partition))).ErrorCode);
        Assert.Equal(ErrorCode.InvalidPartitions, Add(client, "orders", 2));
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, Add(client, "none", 2));
    }

    [Fact]
    public void Topics_are_described_page_by_page_each_partition_once()
    {
        var client = Connect();
        CreateTopic(client, "a", partitions: 3);
        CreateTopic(client, "b", partitions: 2);
        CreateTopic(client, "c");
        var told = new List<string>();
        var request = new DescribeTopicPartitionsRequest { ResponsePartitionLimit = 2 };
        do
        {
            var page = client.Ask<DescribeTopicPartitionsResponse>(request);
            told.AddRange(page.Topics.SelectMany(topic => topic.Partitions.Select(partition => $"{topic.Name}{partition.PartitionIndex.Value}")));
            request.Cursor = page.NextCursor is { } next
                ? new DescribeTopicPartitionsRequest.PartitionCursor { TopicName = next.TopicName, PartitionIndex = next.PartitionIndex }
                : null;
        }
        while (request.Cursor is not null);

        Assert.Equal(["a0", "a1", "a2", "b0", "b1", "c0"], told);
    }

    [Fact]
    public void An_election_is_not_needed_where_the_preferred_leader_leads()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var request = new ElectLeadersRequest { TopicPartitions = new() };
        var topic = new ElectLeadersRequest.ElectedTopic { Topic = "orders" };
        topic.Partitions.Add(new PartitionIndex(0));
        request.TopicPartitions.Add(topic);

        var result = Assert.Single(client.Ask<ElectLeadersResponse>(request).ReplicaElectionResults);

        Assert.Equal(ErrorCode.ElectionNotNeeded, Assert.Single(result.PartitionResult).ErrorCode);
        Assert.Empty(client.Ask<ElectLeadersResponse>(new ElectLeadersRequest { TopicPartitions = null }).ReplicaElectionResults);
    }

    [Fact]
    public void One_broker_has_nothing_to_move_a_partition_to()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var request = new AlterPartitionReassignmentsRequest();
        var topic = new AlterPartitionReassignmentsRequest.ReassignableTopic { Name = "orders" };
        topic.Partitions.Add(new AlterPartitionReassignmentsRequest.ReassignablePartition { PartitionIndex = new PartitionIndex(0), Replicas = new() { new BrokerId(2) } });
        topic.Partitions.Add(new AlterPartitionReassignmentsRequest.ReassignablePartition { PartitionIndex = new PartitionIndex(0), Replicas = null });
        request.Topics.Add(topic);

        var results = Assert.Single(client.Ask<AlterPartitionReassignmentsResponse>(request).Responses).Partitions;

        Assert.Equal([ErrorCode.InvalidReplicaAssignment, ErrorCode.NoReassignmentInProgress], results.Select(result => result.ErrorCode));
        Assert.Empty(client.Ask<ListPartitionReassignmentsResponse>(new ListPartitionReassignmentsRequest { Topics = null }).Topics);
    }

    private static ErrorCode Alter(WireClient client, sbyte type, string name, params (string Name, sbyte Operation, string? Value)[] entries)
    {
        var request = new IncrementalAlterConfigsRequest();
        var resource = new IncrementalAlterConfigsRequest.AlterConfigsResource { ResourceType = type, ResourceName = name };
        foreach (var entry in entries)
            resource.Configs.Add(new IncrementalAlterConfigsRequest.AlterableConfig { Name = entry.Name, ConfigOperation = entry.Operation, Value = entry.Value });
        request.Resources.Add(resource);
        return Assert.Single(client.Ask<IncrementalAlterConfigsResponse>(request).Responses).ErrorCode;
    }

    private static string? ValueOf(WireClient client, sbyte type, string resource, string name)
    {
        var request = new DescribeConfigsRequest();
        var asked = new DescribeConfigsRequest.DescribeConfigsResource { ResourceType = type, ResourceName = resource, ConfigurationKeys = new() { name } };
        request.Resources.Add(asked);
        return Assert.Single(Assert.Single(client.Ask<DescribeConfigsResponse>(request).Results).Configs).Value;
    }

    private static ErrorCode Add(WireClient client, string topic, int count)
    {
        var request = new CreatePartitionsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(new CreatePartitionsRequest.CreatePartitionsTopic { Name = topic, Count = count, Assignments = null });
        return Assert.Single(client.Ask<CreatePartitionsResponse>(request).Results).ErrorCode;
    }
}
