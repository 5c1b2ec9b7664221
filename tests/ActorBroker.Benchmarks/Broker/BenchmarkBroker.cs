using System.Collections.Immutable;
using ActorBroker.Benchmarks.Log;
using ActorBroker.Broker.Controllers;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Broker.Persistence;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Configuration;

namespace ActorBroker.Benchmarks.Broker;

/// <summary>A broker on the real disk without a listener; its actors' memory is in memory.</summary>
internal sealed class BenchmarkBroker : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly BrokerId Id = new(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("partition-speed").FullName;
    private readonly ThreadedDiskExecutor _executor = new(4);
    private readonly Random _random = new(1);
    private readonly ActorSystem _system;
    private readonly BrokerDoors _doors;
    private readonly IActorRef _node;

    public BenchmarkBroker()
    {
        var config = ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = WARNING }").WithFallback(BrokerConfig.Default);
        _system = ActorSystem.Create("partition-speed", config);
        var configs = new ConfigCatalog(Id, ImmutableDictionary<string, string>.Empty);
        _doors = new BrokerDoors
        {
            Broker = Id,
            Clock = Clock,
            NewId = NewId,
            Configs = configs,
            Executor = _executor,
            Authorizer = new AllowAll(),
            Authenticator = new AnonymousClients(),
            Quotas = new NoQuotas(),
            Credit = new CreditPool(1_000_000, 100),
        };
        var context = new BrokerContext
        {
            Options = new BrokerOptions { Broker = Id, LogDirectories = [_directory], Endpoints = [] },
            Doors = _doors,
            Controller = new ControllerContext { Options = new ControllerOptions(), Definitions = configs, NewClusterId = () => "partition-speed" },
            Disk = new FileLogDisk(),
        };
        _node = _system.ActorOf(Props.Create(() => new BrokerNode(context)));
        _node.Ask<BrokerState>(AwaitBroker.Instance, Limit).Wait(Limit);
    }

    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>Makes a topic with one partition, and waits until it is led.</summary>
    public HostedPartition Create(string name, string flushPolicy)
    {
        var topic = new NewTopic { Name = name, Id = new TopicId(NewId()), PartitionCount = 1, Configs = [new("flush.policy", flushPolicy)] };
        var created = _doors.Controller.Ask<ControllerAnswer>(new ControllerRequest(new CreateTopics([topic], PlacementSeed: 1)), Limit);
        Invariant.Holds(created.Wait(Limit), "the controller answers");
        var id = new PartitionId(topic.Id, new PartitionIndex(0));
        using var led = new LeaderWait();
        led.Await(_doors, id, created.Result.Offset);
        return _doors.Partitions.Find(id)!;
    }

    public void Dispose()
    {
        _node.Ask<BrokerState>(StopBroker.Instance, Limit).Wait(Limit);
        _system.Terminate().Wait(Limit);
        _executor.Dispose();
        Directory.Delete(_directory, recursive: true);
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
