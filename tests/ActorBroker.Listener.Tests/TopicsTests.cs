using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

public sealed class TopicsTests : ListenerKit
{
    [Fact]
    public void Metadata_names_the_broker_at_the_port_that_was_bound_and_the_topics_with_their_leaders()
    {
        var client = Connect();
        CreateTopic(client, "orders", partitions: 3);

        var metadata = client.Ask<MetadataResponse>(new MetadataRequest { Topics = null });

        var broker = Assert.Single(metadata.Brokers);
        Assert.Equal(("127.0.0.1", EndPoint.Port), (broker.Host, broker.Port));
        var topic = Assert.Single(metadata.Topics);
        Assert.Equal(("orders", 3), (topic.Name, topic.Partitions.Count));
        Assert.All(topic.Partitions, partition => Assert.Equal(broker.NodeId, partition.LeaderId));
        Assert.NotEqual(TopicId.None, topic.TopicId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_empty_list_of_topics_means_all_in_version_0_and_none_later(short version)
    {
        var client = Connect();
        CreateTopic(client, "orders");

        var metadata = client.Ask<MetadataResponse>(new MetadataRequest { Topics = new() }, version);

        Assert.Equal(version == 0 ? 1 : 0, metadata.Topics.Count);
    }

    [Theory]
    [InlineData(true, ErrorCode.None)]
    [InlineData(false, ErrorCode.UnknownTopicOrPartition)]
    public void A_topic_is_made_by_asking_for_it_where_the_client_allows_that(bool allows, ErrorCode error)
    {
        var client = Connect();

        var metadata = client.Ask<MetadataResponse>(AskFor("fresh", allows));

        Assert.Equal(error, Assert.Single(metadata.Topics).ErrorCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    [InlineData("über")]
    public void An_illegal_name_is_refused_and_makes_nothing(string name)
    {
        var client = Connect();

        Assert.Equal(ErrorCode.InvalidTopicException, Assert.Single(client.Ask<MetadataResponse>(AskFor(name, allows: true)).Topics).ErrorCode);
        Assert.Equal(ErrorCode.InvalidTopicException, Create(client, name).ErrorCode);
        Assert.Empty(client.Ask<MetadataResponse>(new MetadataRequest { Topics = null }).Topics);
    }

    [Fact]
    public void A_topic_is_created_once_and_its_refusals_say_why()
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal(ErrorCode.TopicAlreadyExists, Create(client, "orders").ErrorCode);
        Assert.Equal(ErrorCode.InvalidPartitions, Create(client, "none", partitions: 0).ErrorCode);
        Assert.Equal(ErrorCode.InvalidReplicationFactor, Create(client, "many", replicas: 2).ErrorCode);
        var config = Create(client, "odd", configs: ("segment.bytes", "12"));
        Assert.Equal(ErrorCode.InvalidConfig, config.ErrorCode);
        Assert.Contains("segment.bytes", config.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_topic_is_gone_and_another_of_its_name_is_another_one()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Ask<ProduceResponse>(Produce("orders", Batch("old")));
        var request = new DeleteTopicsRequest { TimeoutMs = 10_000 };
        request.TopicNames.Add("orders");

        var deleted = Assert.Single(client.Ask<DeleteTopicsResponse>(request, version: 5).Responses);

        Assert.Equal(ErrorCode.None, deleted.ErrorCode);
        CreateTopic(client, "orders");
        Assert.Empty(Values(client.Ask<FetchResponse>(Fetch("orders", 0), version: 12)));
    }

    [Fact]
    public void A_configuration_is_told_with_its_source_and_documentation()
    {
        var client = Connect();
        CreateTopic(client, "orders", configs: ("retention.ms", "1000"));
        var request = new DescribeConfigsRequest { IncludeDocumentation = true };
        request.Resources.Add(new DescribeConfigsRequest.DescribeConfigsResource { ResourceType = 2, ResourceName = "orders", ConfigurationKeys = null });

        var configs = Assert.Single(client.Ask<DescribeConfigsResponse>(request).Results).Configs;

        var retention = configs.Single(config => config.Name == "retention.ms");
        Assert.Equal(("1000", (sbyte)1), (retention.Value, retention.ConfigSource));
        Assert.Equal((sbyte)5, configs.Single(config => config.Name == "segment.bytes").ConfigSource);
        Assert.All(configs, config => Assert.False(string.IsNullOrEmpty(config.Documentation)));
    }

    [Theory]
    [InlineData(-1, 3, -1)]
    [InlineData(-2, 0, -1)]
    [InlineData(-3, 2, 3_000)]
    [InlineData(1_500, 1, 2_000)]
    [InlineData(9_999, -1, -1)]
    public void Offsets_are_found_by_time_and_at_the_ends(long timestamp, long offset, long found)
    {
        var client = Connect();
        CreateTopic(client, "orders");
        foreach (var time in (long[])[1_000, 2_000, 3_000])
            client.Ask<ProduceResponse>(Produce("orders", BatchAt(time)));
        var request = new ListOffsetsRequest { ReplicaId = BrokerId.None };
        var topic = new ListOffsetsRequest.ListOffsetsTopic { Name = "orders" };
        topic.Partitions.Add(new ListOffsetsRequest.ListOffsetsPartition { PartitionIndex = new PartitionIndex(0), Timestamp = timestamp });
        request.Topics.Add(topic);

        var answer = client.Ask<ListOffsetsResponse>(request).Topics[0].Partitions[0];

        Assert.Equal((ErrorCode.None, offset, found), (answer.ErrorCode, answer.Offset.Value, answer.Timestamp));
    }

    [Fact]
    public void Deleted_records_are_gone_and_the_new_start_is_told()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Ask<ProduceResponse>(Produce("orders", Batch("a", "b", "c")));

        var deleted = client.Ask<DeleteRecordsResponse>(DeleteBefore(2)).Topics[0].Partitions[0];

        Assert.Equal((ErrorCode.None, 2L), (deleted.ErrorCode, deleted.LowWatermark.Value));
        Assert.Equal(ErrorCode.OffsetOutOfRange, Result(client.Ask<FetchResponse>(Fetch("orders", 1), version: 12)).ErrorCode);
    }

    [Theory]
    [InlineData("compact", ErrorCode.PolicyViolation)]
    [InlineData("compact,delete", ErrorCode.None)]
    public void Records_of_a_topic_that_is_only_compacted_are_not_deleted(string policy, ErrorCode expected)
    {
        var client = Connect();
        CreateTopic(client, "orders", configs: ("cleanup.policy", policy));

        var refused = client.Ask<DeleteRecordsResponse>(DeleteBefore(0)).Topics[0].Partitions[0];

        Assert.Equal(expected, refused.ErrorCode);
    }

    [Fact]
    public void Configs_without_documentation_have_none_and_success_has_an_empty_message()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var request = new DescribeConfigsRequest();
        request.Resources.Add(new DescribeConfigsRequest.DescribeConfigsResource { ResourceType = 2, ResourceName = "orders", ConfigurationKeys = null });

        var result = Assert.Single(client.Ask<DescribeConfigsResponse>(request).Results);

        Assert.Equal("", result.ErrorMessage);
        Assert.All(result.Configs, config => Assert.Null(config.Documentation));
    }

    [Fact]
    public void Only_what_is_implemented_is_advertised_and_produce_from_0_on()
    {
        var offered = Connect().Protocol.Broker!.ApiKeys.ToDictionary(api => (ApiKey)api.ApiKey, api => (api.MinVersion, api.MaxVersion));

        Assert.Equal(32, offered.Count);
        Assert.Equal((0, 12), offered[ApiKey.Produce]);
        Assert.Equal((4, 17), offered[ApiKey.Fetch]);
        Assert.DoesNotContain(ApiKey.EndTxn, offered.Keys);
    }

    [Fact]
    public void Metadata_of_a_topic_without_a_name_is_refused_by_versions_that_cannot_ask_by_id()
    {
        var client = Connect();
        var request = new MetadataRequest { Topics = new() };
        request.Topics.Add(new MetadataRequest.MetadataRequestTopic { Name = null });

        var answer = Assert.Single(client.Ask<MetadataResponse>(request, 11).Topics);

        Assert.Equal(("", ErrorCode.InvalidRequest), (answer.Name, answer.ErrorCode));
    }

    private static DeleteRecordsRequest DeleteBefore(long offset)
    {
        var request = new DeleteRecordsRequest { TimeoutMs = 10_000 };
        var topic = new DeleteRecordsRequest.DeleteRecordsTopic { Name = "orders" };
        topic.Partitions.Add(new DeleteRecordsRequest.DeleteRecordsPartition { PartitionIndex = new PartitionIndex(0), Offset = new Offset(offset) });
        request.Topics.Add(topic);
        return request;
    }

    private static byte[] BatchAt(long time)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        Assert.True(builder.TryAppend(time, default, "v"u8));
        return builder.ToArray();
    }

    private static MetadataRequest AskFor(string name, bool allows)
    {
        var request = new MetadataRequest { Topics = new(), AllowAutoTopicCreation = allows };
        request.Topics.Add(new MetadataRequest.MetadataRequestTopic { Name = name });
        return request;
    }

    private static CreateTopicsResponse.CreatableTopicResult Create(
        WireClient client, string name, int partitions = 1, short replicas = 1, params (string Name, string Value)[] configs)
    {
        var topic = new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = partitions, ReplicationFactor = replicas };
        foreach (var (key, value) in configs)
            topic.Configs.Add(new CreateTopicsRequest.CreatableTopicConfig { Name = key, Value = value });
        var request = new CreateTopicsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(topic);
        return Assert.Single(client.Ask<CreateTopicsResponse>(request).Topics);
    }
}
