using System.Collections.Immutable;
using ActorBroker.Broker.Controllers;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Broker.Persistence;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace ActorBroker.Broker.Tests.Support;

/// <summary>The base of tests with a whole broker's actors, over a disk in memory; started.</summary>
public abstract class NodeKit : TestKit
{
    internal static readonly BrokerId Broker = new(1);

    /// <summary>What is expected comes; on a busy machine it comes late.</summary>
    private static readonly Config Patience = ConfigurationFactory.ParseString("akka.test.single-expect-default = 60s");

    private readonly string[] _logDirectories;
    private readonly Random _random = new(1);
    private IActorRef _node = ActorRefs.Nobody;

    protected NodeKit(Config? config = null, params string[] logDirectories)
        : base((config ?? Config.Empty).WithFallback(Patience).WithFallback(BrokerConfig.Default))
    {
        _logDirectories = logDirectories.Length == 0 ? ["/data"] : logDirectories;
        Start();
    }

    internal MemoryDisk Disk { get; } = new();

    internal HeldExecutor Executor { get; } = new();

    internal BrokerDoors Doors { get; private set; } = null!;

    internal TopicsCreatedReply Create(string topic, int partitions) => (TopicsCreatedReply)Ask(new CreateTopics(
        [new NewTopic { Name = topic, Id = new TopicId(NewId()), PartitionCount = partitions }], PlacementSeed: 1)).Reply;

    internal ControllerAnswer Ask(ControllerCommand command)
    {
        Doors.Controller.Tell(new ControllerRequest(command), TestActor);
        var answer = ExpectMsg<ControllerAnswer>();
        AwaitCondition(() => Doors.Metadata.Image.Offset >= answer.Offset);
        return answer;
    }

    internal ProducerId NextProducerId()
    {
        Doors.ProducerIds.Tell(AllocateProducerId.Instance, TestActor);
        return ExpectMsg<AllocatedProducerId>(answer => Assert.Equal(ErrorCode.None, answer.Error)).Id;
    }

    internal void Start()
    {
        var context = Context();
        Doors = context.Doors;
        _node = Sys.ActorOf(Props.Create(() => new BrokerNode(context)));
        _node.Tell(AwaitBroker.Instance, TestActor);
        Assert.Null(ExpectMsg<BrokerState>().Failure);
    }

    internal void Stop()
    {
        Watch(_node);
        _node.Tell(StopBroker.Instance, TestActor);
        Assert.Null(ExpectMsg<BrokerState>().Failure);
        ExpectTerminated(_node);
    }

    private BrokerContext Context()
    {
        var configs = new ConfigCatalog(Broker, ImmutableDictionary<string, string>.Empty);
        return new BrokerContext
        {
            Options = new BrokerOptions
            {
                Broker = Broker,
                LogDirectories = [.. _logDirectories],
                Endpoints = [new BrokerEndpoint("PLAINTEXT", "127.0.0.1", 9092, 0)],
                FlushInterval = TimeSpan.FromMilliseconds(50),
            },
            Doors = new BrokerDoors
            {
                Broker = Broker,
                Clock = TimeProvider.System,
                NewId = NewId,
                Configs = configs,
                Executor = Executor,
                Authorizer = new AllowAll(),
                Authenticator = new AnonymousClients(),
                Quotas = new NoQuotas(),
                Credit = new CreditPool(1_000_000, 100),
            },
            Controller = new ControllerContext
            {
                Options = new ControllerOptions(),
                Definitions = configs,
                NewClusterId = () => Convert.ToBase64String(NewId().ToByteArray())[..22],
            },
            Disk = Disk,
        };
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
