using System.Net;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Hosting;
using ActorBroker.Hosting.Logging;
using ActorBroker.Hosting.Nodes;
using ActorBroker.Journal;
using ActorBroker.Listener.Handlers;
using ActorBroker.Log.Disk;
using ActorBroker.Simulation.Tests.Network;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire;
using Akka.Actor;
using Akka.Simulation;
using Serilog;

namespace ActorBroker.Simulation.Tests.Brokers;

/// <summary>One life of the broker, from its start to its stop or its crash: all of it but sockets and threads is what runs in production.</summary>
internal sealed class BrokerProcess : ISimulatedProcess, IDisposable
{
    private readonly World _world;
    private readonly SimulatedRun _run;
    private readonly BrokerThread _thread;
    private readonly TimeSpan _began;
    private readonly BrokerDoors _doors;
    private readonly HandlerTable _handlers;
    private readonly NodeLife _life = new();
    private readonly List<ServerConnection> _connections = [];
    private ActorSystem _system = null!;
    private IActorRef _watch = ActorRefs.Nobody;

    /// <param name="world">Where it lives.</param>
    /// <param name="settings">How it is set up.</param>
    /// <param name="disk">Its disk.</param>
    /// <param name="logger">Hears what it logs.</param>
    public BrokerProcess(World world, BrokerSettings settings, ILogDisk disk, ILogger logger)
    {
        _world = world;
        _began = world.Now;
        var seed = world.Random.Next();
        _run = new SimulatedRun(seed);
        _thread = new BrokerThread(world, _run);
        Disks = new BrokerDisks(world, _run);
        var platform = new BrokerPlatform { Clock = new BrokerClock(world, _run), Disk = disk, Logger = logger, NewId = NewId };
        _doors = Composition.Doors(settings.Options, platform, Disks);
        _handlers = new HandlerTable(_doors);
        var setup = BootstrapSetup.Create().WithConfig(settings.System)
            .And(new LoggingSetup(logger))
            .And(new JournalSetup { Disk = disk, Executor = Disks, Seed = seed });
        var context = Composition.Broker(settings.Options, platform, _doors, new IPEndPoint(IPAddress.Loopback, 9092));
        _thread.Do(() =>
        {
            _system = ActorSystem.Create("actorbroker", setup);
            _watch = _system.ActorOf(Props.Create(() => new NodeWatch(context, _life)), "host");
        });
    }

    public BrokerDisks Disks { get; }

    /// <summary>True from when clients are let in.</summary>
    public bool IsServing => _life.Started.IsCompletedSuccessfully && !IsStopping && !HasEnded;

    public bool IsStopping { get; private set; }

    /// <summary>True once the broker has ended, by itself or as it was asked to.</summary>
    public bool HasEnded => _life.Ended.IsCompleted;

    /// <summary>Why it ended by itself; null when it did not.</summary>
    public Exception? Failure => _life.Ended.Exception?.InnerException;

    /// <summary>The APIs and versions that it takes.</summary>
    public ApiProfile Profile => _handlers.Profile;

    /// <summary>What requests hold of the broker's credit.</summary>
    public long BytesInFlight => _doors.Credit.BytesInFlight;

    public bool IsIdle => _run.IsIdle;

    public void Step(TimeSpan now)
    {
        CatchUp(now);
        _thread.Do(() => _run.Step());
    }

    public TimeSpan PassTime(TimeSpan until)
    {
        var woke = false;
        _thread.Do(() => woke = _run.RunUntil(() => !_run.IsIdle, until - _began - _run.Clock));
        if (!woke)
            CatchUp(until);
        return _began + _run.Clock;
    }

    /// <summary>Takes a client in.</summary>
    /// <param name="sent">Takes what is sent to him; null when the connection was closed.</param>
    public ServerConnection Accept(Action<byte[]?> sent)
    {
        var connection = new ServerConnection(_world, _run, _doors, _handlers) { Sent = sent };
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Stops as an operator would have it: clients are answered and sent away, logs are flushed and marked clean.</summary>
    public void BeginStop(TimeSpan drainTime)
    {
        IsStopping = true;
        _thread.Do(() => _connections.ForEach(connection => connection.Drain()));
        _world.After(drainTime, () => _watch.Tell(StopBroker.Instance, ActorRefs.NoSender));
    }

    /// <summary>Ends the actor system of a broker that has ended; done when nothing of it is left.</summary>
    public Task EndAsync()
    {
        var ended = Task.CompletedTask;
        _thread.Do(() => ended = _system.Terminate());
        return ended;
    }

    /// <summary>Nothing that the process does from now on reaches anybody.</summary>
    public void Freeze() => _connections.ForEach(connection => connection.Freeze());

    /// <summary>Lets go of the process, as a crash does, or an end.</summary>
    public void Dispose()
    {
        _world.NoteTrace(_run.TraceHash);
        _run.Dispose();
        _connections.ForEach(connection => connection.Cut());
    }

    private void CatchUp(TimeSpan now)
    {
        if (now - _began > _run.Clock)
            _run.Pass(now - _began - _run.Clock);
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _run.Random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
