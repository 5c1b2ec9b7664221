using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests.Abuse;

/// <summary>Names and numbers that clients may send and that must cost nothing.</summary>
public sealed class NamesAndLimitsTests : ListenerKit
{
    private const short LastVersionByName = 12;

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/../../b")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    [InlineData("a\nb")]
    [InlineData("а")]
    public void A_name_that_no_topic_may_have_is_refused_in_every_request(string name)
    {
        var client = Connect();

        Assert.Equal(ErrorCode.InvalidTopicException, Create(client, name).ErrorCode);
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, Result(client.Ask<ProduceResponse>(Produce(name, Batch("a")), LastVersionByName)).ErrorCode);
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, Result(client.Ask<FetchResponse>(Fetch(name, 0), LastVersionByName)).ErrorCode);
    }

    [Fact]
    public void A_name_of_249_letters_is_taken_and_one_of_250_is_not()
    {
        var client = Connect();

        Assert.Equal(ErrorCode.None, Create(client, new string('x', 249)).ErrorCode);
        Assert.Equal(ErrorCode.InvalidTopicException, Create(client, new string('x', 250)).ErrorCode);
    }

    [Fact]
    public void Names_that_metrics_could_not_tell_apart_are_refused()
    {
        var client = Connect();
        CreateTopic(client, "a.b");

        Assert.Equal(ErrorCode.InvalidTopicException, Create(client, "a_b").ErrorCode);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(10_001)]
    [InlineData(0)]
    [InlineData(-2)]
    public void A_number_of_partitions_that_no_request_may_ask_for_is_refused(int partitions)
    {
        var client = Connect();

        Assert.Contains(Create(client, "many", partitions).ErrorCode, (ErrorCode[])[ErrorCode.InvalidPartitions, ErrorCode.PolicyViolation]);
    }

    [Fact]
    public void A_topic_that_a_request_names_twice_is_not_created()
    {
        var client = Connect();
        var request = new CreateTopicsRequest { TimeoutMs = 10_000 };
        for (var time = 0; time < 2; time++)
            request.Topics.Add(new CreateTopicsRequest.CreatableTopic { Name = "twice", NumPartitions = 1, ReplicationFactor = 1 });

        var results = client.Ask<CreateTopicsResponse>(request).Topics;

        Assert.All(results, result => Assert.Equal(ErrorCode.InvalidRequest, result.ErrorCode));
        Assert.Empty(client.Ask<MetadataResponse>(new MetadataRequest { Topics = null }).Topics);
    }

    [Fact]
    public void Metadata_of_ten_thousand_topics_that_are_not_there_is_answered()
    {
        var client = Connect();
        var request = new MetadataRequest { Topics = [], AllowAutoTopicCreation = false };
        for (var number = 0; number < 10_000; number++)
            request.Topics.Add(new MetadataRequest.MetadataRequestTopic { Name = $"none-{number}" });

        var topics = client.Ask<MetadataResponse>(request).Topics;

        Assert.Equal(10_000, topics.Count);
        Assert.All(topics, topic => Assert.Equal(ErrorCode.UnknownTopicOrPartition, topic.ErrorCode));
    }

    [Fact]
    public void A_fetch_that_waits_for_ever_ends_with_its_connection()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Tell(Fetch("orders", 0, maxWaitMs: int.MaxValue), LastVersionByName);
        AwaitCondition(() => Doors.Partitions.All.Sum(hosted => hosted.WaitingCount) == 1);

        client.Dispose();

        AwaitCondition(() => Doors.Partitions.All.Sum(hosted => hosted.WaitingCount) == 0 && Doors.Credit.BytesInFlight == 0);
    }

    [Fact]
    public void Who_is_no_broker_may_not_fetch_as_one()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var request = Fetch("orders", 0);
        request.ReplicaId = new BrokerId(2);

        Assert.Equal(ErrorCode.ClusterAuthorizationFailed, client.Ask<FetchResponse>(request, LastVersionByName).ErrorCode);
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void A_partition_that_is_not_there_is_told_so(int partition)
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal(ErrorCode.UnknownTopicOrPartition, Result(client.Ask<ProduceResponse>(Produce("orders", Batch("a"), partition: partition))).ErrorCode);
    }

    private static CreateTopicsResponse.CreatableTopicResult Create(WireClient client, string name, int partitions = 1)
    {
        var request = new CreateTopicsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = partitions, ReplicationFactor = -1 });
        return Assert.Single(client.Ask<CreateTopicsResponse>(request).Topics);
    }
}
