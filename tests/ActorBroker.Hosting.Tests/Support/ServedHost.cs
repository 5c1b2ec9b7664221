using System.Net;
using System.Text;
using ActorBroker.Hosting.Tests.Metrics;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire.Messages;
using Serilog.Core;

namespace ActorBroker.Hosting.Tests.Support;

/// <summary>A whole broker on a disk in memory, with a client of Kafka's protocol and one of HTTP, each on a port that was free.</summary>
internal sealed class ServedHost : IAsyncDisposable
{
    private const string Settings = """
        actorbroker.data.directories = ["/data"]
        actorbroker.kafka.listen = "127.0.0.1:0"
        actorbroker.http.listen = "127.0.0.1:0"
        actorbroker.config { group.initial.rebalance.delay.ms = 0, offsets.topic.num.partitions = 3 }
        """;

    private readonly HttpClient _http = new() { Timeout = Tool.Limit };

    private ServedHost(BrokerHost host, MemoryDisk disk)
    {
        (Host, Disk) = (host, disk);
        Kafka = new WireClient(host.KafkaEndPoint);
    }

    public BrokerHost Host { get; }

    public MemoryDisk Disk { get; }

    /// <summary>A client that asks one thing after the other.</summary>
    public WireClient Kafka { get; }

    public static async Task<ServedHost> StartAsync(string hocon = "", MemoryDisk? disk = null, TimeProvider? clock = null, Serilog.ILogger? logger = null)
    {
        var memory = disk ?? new MemoryDisk();
        var platform = BrokerPlatform.OfThisMachine(logger ?? Logger.None) with { Disk = memory };
        var configuration = Configs.Of($"{Settings}\n{hocon}");
        return new ServedHost(await BrokerHost.StartAsync(configuration, clock is null ? platform : platform with { Clock = clock }), memory);
    }

    /// <summary>The metrics, read strictly.</summary>
    public async Task<PrometheusPage> MetricsAsync()
    {
        using var response = await SendAsync(HttpMethod.Get, "/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return new PrometheusPage(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asks for a page.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asks for a page until it holds what is expected; what is carried out behind an acknowledgement may be a moment behind it.</summary>
    /// <exception cref="InvalidOperationException">It never did; the message holds the last answer.</exception>
    public async Task<string> GetAsync(string path, Func<string, bool> isAwaited)
    {
        using var limit = new CancellationTokenSource(Tool.Limit);
        while (true)
        {
            var (_, body) = await GetAsync(path);
            if (isAwaited(body))
                return body;
            if (limit.IsCancellationRequested)
                throw new InvalidOperationException($"{path} never held what the test waits for, but: {body}");
        }
    }

    /// <summary>Asks for a page by any method.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        _http.SendAsync(new HttpRequestMessage(method, $"http://{Host.HttpEndPoint}{path}"));

    public void CreateTopic(string name, int partitions = 1, params (string Name, string Value)[] configs)
    {
        var topic = new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = partitions, ReplicationFactor = -1 };
        foreach (var (key, value) in configs)
            topic.Configs.Add(new CreateTopicsRequest.CreatableTopicConfig { Name = key, Value = value });
        var request = new CreateTopicsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(topic);
        Assert.Equal(ErrorCode.None, Assert.Single(Kafka.Ask<CreateTopicsResponse>(request).Topics).ErrorCode);
    }

    /// <summary>Has the topic of groups made, and waits until all of its coordinators serve.</summary>
    public Task FindGroupsAsync()
    {
        Kafka.Ask<FindCoordinatorResponse>(new FindCoordinatorRequest { Key = "any" }, 3);
        return GetAsync("/health/ready", body => body.StartsWith("{\"status\":\"ready\"", StringComparison.Ordinal));
    }

    /// <summary>Sends one batch and waits for its acknowledgement.</summary>
    /// <returns>How it ended.</returns>
    public ErrorCode Produce(string topic, params string[] values) => Produce(topic, Batch(1_000, values));

    public ErrorCode Produce(string topic, byte[] batch, int partition = 0)
    {
        var request = new ProduceRequest { Acks = -1, TimeoutMs = 60_000 };
        var data = new ProduceRequest.TopicProduceData { Name = topic };
        data.PartitionData.Add(new ProduceRequest.PartitionProduceData { Index = new PartitionIndex(partition), Records = new Wire.RecordBytes(batch) });
        request.TopicData.Add(data);
        return Kafka.Ask<ProduceResponse>(request, 12).Responses[0].PartitionResponses[0].ErrorCode;
    }

    /// <summary>Reads from an offset on what there is.</summary>
    public FetchResponse.PartitionData Fetch(string topic, long offset)
    {
        var request = new FetchRequest { MaxWaitMs = 0, MinBytes = 1, MaxBytes = 1_000_000 };
        var wanted = new FetchRequest.FetchTopic { Topic = topic };
        wanted.Partitions.Add(new FetchRequest.FetchPartition { Partition = new PartitionIndex(0), FetchOffset = new Offset(offset), PartitionMaxBytes = 1_000_000 });
        request.Topics.Add(wanted);
        return Kafka.Ask<FetchResponse>(request, 12).Responses[0].Partitions[0];
    }

    public void DeleteTopic(string name)
    {
        var request = new DeleteTopicsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(new DeleteTopicsRequest.DeleteTopicState { Name = name });
        Assert.Equal(ErrorCode.None, Assert.Single(Kafka.Ask<DeleteTopicsResponse>(request).Responses).ErrorCode);
    }

    /// <summary>Notes how far a group has come that nobody is a member of.</summary>
    public void Commit(string group, string topic, long offset, int partition = 0)
    {
        var request = new OffsetCommitRequest { GroupId = group, GenerationIdOrMemberEpoch = -1 };
        var wanted = new OffsetCommitRequest.OffsetCommitRequestTopic { Name = topic };
        wanted.Partitions.Add(new OffsetCommitRequest.OffsetCommitRequestPartition { PartitionIndex = new PartitionIndex(partition), CommittedOffset = new Offset(offset) });
        request.Topics.Add(wanted);
        Assert.Equal(ErrorCode.None, Kafka.Ask<OffsetCommitResponse>(request, 8).Topics[0].Partitions[0].ErrorCode);
    }

    /// <summary>A batch of records of one time.</summary>
    public static byte[] Batch(long time, params string[] values)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        foreach (var value in values)
            Assert.True(builder.TryAppend(time, default, Encoding.UTF8.GetBytes(value)));
        return builder.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        Kafka.Dispose();
        _http.Dispose();
        await Host.StopAsync();
    }
}
