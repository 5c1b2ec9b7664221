using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

/// <summary>The traps in which brokers' handlers were caught before; those of the codecs and connections are beside them.</summary>
public sealed class HandlerTrapTests : ListenerKit
{
    private const short LastVersionByName = 12;
    private const short FirstVersionById = 13;

    [Fact]
    public void Trap_9_a_topic_has_an_id_and_another_of_its_name_has_another_one()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var first = IdOf(client, "orders");
        var deletion = new DeleteTopicsRequest { TimeoutMs = 10_000 };
        deletion.TopicNames.Add("orders");
        client.Ask<DeleteTopicsResponse>(deletion, version: 5);
        CreateTopic(client, "orders");

        Assert.NotEqual(default, first);
        Assert.NotEqual(first, IdOf(client, "orders"));
        Assert.Equal(ErrorCode.UnknownTopicId, Result(client.Ask<FetchResponse>(FetchById(first), FirstVersionById)).ErrorCode);
    }

    [Fact]
    public void Trap_9_an_id_that_no_topic_has_is_unknown()
    {
        var client = Connect();
        var id = new TopicId(new Guid(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7));

        Assert.Equal(ErrorCode.UnknownTopicId, Result(client.Ask<FetchResponse>(FetchById(id), FirstVersionById)).ErrorCode);
    }

    [Fact]
    public void Trap_12_the_controller_is_a_broker_that_takes_administration()
    {
        var client = Connect();

        var response = client.Ask<MetadataResponse>(new MetadataRequest { Topics = null });

        Assert.Equal(Assert.Single(response.Brokers).NodeId, response.ControllerId);
    }

    [Fact]
    public void Traps_22_and_23_no_feature_is_told_that_is_not_there()
    {
        var client = Connect();

        var response = client.Ask<ApiVersionsResponse>(new ApiVersionsRequest { ClientSoftwareName = "test", ClientSoftwareVersion = "1" }, version: 3);

        Assert.DoesNotContain(response.FinalizedFeatures, feature => feature.Name == "transaction.version");
        Assert.DoesNotContain(response.SupportedFeatures, feature => feature.MinVersion == 0);
    }

    [Theory]
    [InlineData(0, ErrorCode.None)]
    [InlineData(-1, ErrorCode.None)]
    [InlineData(1, ErrorCode.UnknownLeaderEpoch)]
    public void Trap_25_who_knows_another_leader_epoch_is_told_so(int epoch, ErrorCode error)
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var fetch = Fetch("orders", 0);
        fetch.Topics[0].Partitions[0].CurrentLeaderEpoch = new LeaderEpoch(epoch);
        var list = new ListOffsetsRequest { ReplicaId = new BrokerId(-1) };
        var topic = new ListOffsetsRequest.ListOffsetsTopic { Name = "orders" };
        topic.Partitions.Add(new ListOffsetsRequest.ListOffsetsPartition { CurrentLeaderEpoch = new LeaderEpoch(epoch), Timestamp = -1 });
        list.Topics.Add(topic);

        Assert.Equal(error, Result(client.Ask<FetchResponse>(fetch, LastVersionByName)).ErrorCode);
        Assert.Equal(error, client.Ask<ListOffsetsResponse>(list).Topics[0].Partitions[0].ErrorCode);
    }

    [Fact]
    public void Trap_26_no_other_replica_is_named_where_there_is_none()
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal(-1, Result(client.Ask<FetchResponse>(Fetch("orders", 0), LastVersionByName)).PreferredReadReplica.Value);
    }

    [Fact]
    public void Trap_32_partitions_and_replicas_of_minus_1_are_the_brokers_defaults_and_the_id_is_told()
    {
        var client = Connect();
        var request = new CreateTopicsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(new CreateTopicsRequest.CreatableTopic { Name = "orders", NumPartitions = -1, ReplicationFactor = -1 });

        var created = Assert.Single(client.Ask<CreateTopicsResponse>(request).Topics);

        Assert.Equal((ErrorCode.None, 1, (short)1), (created.ErrorCode, created.NumPartitions, created.ReplicationFactor));
        Assert.Equal(IdOf(client, "orders"), created.TopicId);
    }

    [Fact]
    public void Trap_32_what_is_only_validated_is_answered_as_if_it_were_done_and_is_not()
    {
        var client = Connect();
        var request = new CreateTopicsRequest { TimeoutMs = 10_000, ValidateOnly = true };
        request.Topics.Add(new CreateTopicsRequest.CreatableTopic { Name = "orders", NumPartitions = 3, ReplicationFactor = 1 });

        var created = Assert.Single(client.Ask<CreateTopicsResponse>(request).Topics);

        Assert.Equal((ErrorCode.None, 3), (created.ErrorCode, created.NumPartitions));
        Assert.Empty(client.Ask<MetadataResponse>(new MetadataRequest { Topics = null }).Topics);
    }

    private static TopicId IdOf(WireClient client, string name) =>
        client.Ask<MetadataResponse>(new MetadataRequest { Topics = null }).Topics.Single(topic => topic.Name == name).TopicId;

    private static FetchRequest FetchById(TopicId id)
    {
        var request = Fetch("", 0);
        request.Topics[0].TopicId = id;
        return request;
    }
}
