using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

public sealed class VersionsTests : ListenerKit
{
    [Fact]
    public void Every_API_is_answered_in_every_version_that_is_taken()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Ask<ProduceResponse>(Produce("orders", Batch("a")));
        var id = Doors.Metadata.Image.Topics.Find("orders")!.Id;

        foreach (var api in client.Protocol.Broker!.ApiKeys)
        {
            var key = (ApiKey)api.ApiKey;
            var versions = ApiProfile.Default.Accepted(key);
            for (var version = versions.First; version <= versions.Last; version++)
                Assert.True(client.Ask<IResponse>(Requests(key, version, id), version) is not null, $"{key} {version}");
        }
    }

    private static IRequest Requests(ApiKey key, short version, TopicId id) => key switch
    {
        ApiKey.Produce => Produce("orders", Batch($"{version}")),
        ApiKey.Fetch => FetchIn(version, id),
        ApiKey.ListOffsets => ListOffsets(),
        ApiKey.OffsetForLeaderEpoch => OffsetForLeaderEpoch(),
        ApiKey.Metadata => new MetadataRequest { Topics = version == 0 ? new() : null },
        ApiKey.CreateTopics => CreateTopic($"created-{version}"),
        ApiKey.DeleteTopics => DeleteTopic(version),
        ApiKey.DeleteRecords => DeleteRecords(),
        ApiKey.DescribeConfigs => DescribeConfigs(version),
        ApiKey.OffsetFetch => OffsetFetch(version),
        ApiKey.FindCoordinator => FindCoordinator(version),
        ApiKey.JoinGroup => new JoinGroupRequest { GroupId = $"joined-{version}", SessionTimeoutMs = 10_000, RebalanceTimeoutMs = version >= 1 ? 10_000 : -1, ProtocolType = "consumer" },
        ApiKey.InitProducerId => new InitProducerIdRequest { TransactionalId = null },
        _ => ApiCatalog.Get(key).NewRequest(),
    };

    private static FetchRequest FetchIn(short version, TopicId id)
    {
        var request = Fetch("orders", 0);
        if (version >= 13)
            (request.Topics[0].Topic, request.Topics[0].TopicId) = ("", id);
        if (version >= 15)
            request.ReplicaId = BrokerId.None;
        return request;
    }

    private static ListOffsetsRequest ListOffsets()
    {
        var request = new ListOffsetsRequest { ReplicaId = BrokerId.None };
        var topic = new ListOffsetsRequest.ListOffsetsTopic { Name = "orders" };
        topic.Partitions.Add(new ListOffsetsRequest.ListOffsetsPartition { PartitionIndex = new PartitionIndex(0), Timestamp = -1 });
        request.Topics.Add(topic);
        return request;
    }

    private static OffsetForLeaderEpochRequest OffsetForLeaderEpoch()
    {
        var request = new OffsetForLeaderEpochRequest();
        var topic = new OffsetForLeaderEpochRequest.OffsetForLeaderTopic { Topic = "orders" };
        topic.Partitions.Add(new OffsetForLeaderEpochRequest.OffsetForLeaderPartition { Partition = new PartitionIndex(0), LeaderEpoch = new LeaderEpoch(0) });
        request.Topics.Add(topic);
        return request;
    }

    private static CreateTopicsRequest CreateTopic(string name)
    {
        var request = new CreateTopicsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = 1, ReplicationFactor = 1 });
        return request;
    }

    private static DeleteTopicsRequest DeleteTopic(short version)
    {
        var request = new DeleteTopicsRequest { TimeoutMs = 10_000 };
        if (version >= 6)
            request.Topics.Add(new DeleteTopicsRequest.DeleteTopicState { Name = "nowhere" });
        else
            request.TopicNames.Add("nowhere");
        return request;
    }

    private static OffsetFetchRequest OffsetFetch(short version)
    {
        var request = new OffsetFetchRequest { GroupId = version < 8 ? "fetched" : "" };
        if (version >= 8)
            request.Groups.Add(new OffsetFetchRequest.OffsetFetchRequestGroup { GroupId = "fetched", Topics = null });
        return request;
    }

    private static FindCoordinatorRequest FindCoordinator(short version)
    {
        var request = new FindCoordinatorRequest { Key = version < 4 ? "found" : "" };
        if (version >= 4)
            request.CoordinatorKeys.Add("found");
        return request;
    }

    private static DeleteRecordsRequest DeleteRecords()
    {
        var request = new DeleteRecordsRequest { TimeoutMs = 10_000 };
        var topic = new DeleteRecordsRequest.DeleteRecordsTopic { Name = "orders" };
        topic.Partitions.Add(new DeleteRecordsRequest.DeleteRecordsPartition { PartitionIndex = new PartitionIndex(0), Offset = Offset.Zero });
        request.Topics.Add(topic);
        return request;
    }

    private static DescribeConfigsRequest DescribeConfigs(short version)
    {
        var request = new DescribeConfigsRequest { IncludeSynonyms = true, IncludeDocumentation = version >= 3 };
        request.Resources.Add(new DescribeConfigsRequest.DescribeConfigsResource { ResourceType = 2, ResourceName = "orders", ConfigurationKeys = null });
        return request;
    }
}
