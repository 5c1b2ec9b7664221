using System.Collections.Immutable;
using System.Net;
using System.Text;
using ActorBroker.Broker.Controllers;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Broker.Persistence;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace ActorBroker.Listener.Tests.Support;

/// <summary>The base of tests with a whole broker behind a listener on a free port, on a disk in memory.</summary>
public abstract class ListenerKit : TestKit
{
    /// <summary>Groups settle at once, and their topic is small.</summary>
    private static readonly ImmutableDictionary<string, string> Configs = ImmutableDictionary<string, string>.Empty
        .Add("group.initial.rebalance.delay.ms", "0").Add("offsets.topic.num.partitions", "3");

    /// <summary>What is expected comes; on a busy machine it comes late.</summary>
    private static readonly Config Patience = ConfigurationFactory.ParseString("akka.test.single-expect-default = 60s");

    private readonly Random _random = new(1);
    private readonly List<WireClient> _clients = [];
    private readonly KafkaListener _listener;

    protected ListenerKit(
        KafkaConnectionOptions? connection = null, CreditPool? credit = null, int connectionsPerAddressMax = 1_000,
        IAuthenticator? authenticator = null, IClientQuotas? quotas = null)
        : base(Patience.WithFallback(BrokerConfig.Default))
    {
        var broker = new BrokerId(1);
        var configs = new ConfigCatalog(broker, Configs);
        Doors = new BrokerDoors
        {
            Broker = broker,
            Clock = TimeProvider.System,
            NewId = NewId,
            Configs = configs,
            Executor = Executor,
            Authorizer = new AllowAll(),
            Authenticator = authenticator ?? new AnonymousClients(),
            Quotas = quotas ?? new NoQuotas(),
            Credit = credit ?? new CreditPool(100_000_000, 1_000),
        };
        _listener = KafkaListener.Bind(
            new ListenerOptions
            {
                EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
                Connection = connection ?? new KafkaConnectionOptions(),
                ConnectionsPerAddressMax = connectionsPerAddressMax,
            },
            Doors,
            Sys.Log);
        var context = new BrokerContext
        {
            Options = new BrokerOptions
            {
                Broker = broker,
                LogDirectories = ["/data"],
                Endpoints = [new BrokerEndpoint("PLAINTEXT", "127.0.0.1", _listener.EndPoint.Port, 0)],
            },
            Doors = Doors,
            Controller = new ControllerContext { Options = new ControllerOptions(), Definitions = configs, NewClusterId = () => "test-cluster" },
            Disk = Disk,
        };
        var node = Sys.ActorOf(Props.Create(() => new BrokerNode(context)));
        node.Tell(AwaitBroker.Instance, TestActor);
        Assert.Null(ExpectMsg<BrokerState>().Failure);
        _listener.Start();
    }

    internal BrokerDoors Doors { get; }

    internal HeldExecutor Executor { get; } = new();

    internal MemoryDisk Disk { get; } = new();

    internal IPEndPoint EndPoint => _listener.EndPoint;

    internal KafkaListener Listener => _listener;

    internal WireClient Connect()
    {
        var client = new WireClient(EndPoint);
        _clients.Add(client);
        return client;
    }

    internal static void CreateTopic(WireClient client, string name, int partitions = 1, params (string Name, string Value)[] configs)
    {
        var topic = new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = partitions, ReplicationFactor = -1 };
        foreach (var (key, value) in configs)
            topic.Configs.Add(new CreateTopicsRequest.CreatableTopicConfig { Name = key, Value = value });
        var request = new CreateTopicsRequest { TimeoutMs = 10_000 };
        request.Topics.Add(topic);
        var result = Assert.Single(client.Ask<CreateTopicsResponse>(request).Topics);
        Assert.True(result.ErrorCode == ErrorCode.None, result.ErrorMessage);
    }

    /// <summary>Has the topic of groups made, and waits until all of its partitions answer.</summary>
    internal void FindGroups(WireClient client)
    {
        client.Ask<FindCoordinatorResponse>(new FindCoordinatorRequest { Key = "any" }, 3);
        AwaitCondition(() => Doors.Groups.All.Count() == 3 && client.Ask<ListGroupsResponse>(new ListGroupsRequest()).ErrorCode == ErrorCode.None);
    }

    internal static byte[] Batch(params string[] values) => Batch(RecordBatchOptions.Default, values);

    internal static byte[] Batch(RecordBatchOptions options, params string[] values)
    {
        using var builder = new RecordBatchBuilder(options);
        foreach (var value in values)
            Assert.True(builder.TryAppend(1_000, default, Encoding.UTF8.GetBytes(value)));
        return builder.ToArray();
    }

    internal static ProduceRequest Produce(string topic, byte[] batch, short acks = -1, int partition = 0)
    {
        var request = new ProduceRequest { Acks = acks, TimeoutMs = 10_000 };
        var data = new ProduceRequest.TopicProduceData { Name = topic };
        data.PartitionData.Add(new ProduceRequest.PartitionProduceData { Index = new PartitionIndex(partition), Records = new RecordBytes(batch) });
        request.TopicData.Add(data);
        return request;
    }

    internal static ProduceResponse.PartitionProduceResponse Result(ProduceResponse response) => response.Responses[0].PartitionResponses[0];

    internal static FetchRequest Fetch(string topic, long offset, int maxWaitMs = 0, int minBytes = 1, int maxBytes = 1_000_000)
    {
        var request = new FetchRequest { MaxWaitMs = maxWaitMs, MinBytes = minBytes, MaxBytes = maxBytes };
        var wanted = new FetchRequest.FetchTopic { Topic = topic };
        wanted.Partitions.Add(new FetchRequest.FetchPartition { Partition = new PartitionIndex(0), FetchOffset = new Offset(offset), PartitionMaxBytes = maxBytes });
        request.Topics.Add(wanted);
        return request;
    }

    internal static FetchResponse.PartitionData Result(FetchResponse response) => response.Responses[0].Partitions[0];

    internal static List<string> Values(FetchResponse response)
    {
        var values = new List<string>();
        var bytes = Result(response).Records.Memory.Span;
        while (RecordBatch.TryOpen(bytes, out var batch))
        {
            foreach (var record in batch.Records)
                values.Add(Encoding.UTF8.GetString(record.Value.Span));
            bytes = bytes[batch.Bytes.Length..];
        }

        return values;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var client in _clients)
            client.Dispose();
        _listener.StopAsync().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private Guid NewId()
    {
        lock (_random)
        {
            var bytes = new byte[16];
            _random.NextBytes(bytes);
            return new Guid(bytes);
        }
    }
}
