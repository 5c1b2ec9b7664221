using ActorBroker.Log.Disk;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Simulation;

namespace ActorBroker.Journal.Tests.Support;

/// <summary>An actor system with the local journal and snapshot store on a disk in memory, driven by one thread and a seed: nothing is left to time.</summary>
internal sealed class SimulatedNode : IDisposable
{
    public const string JournalDirectory = "/node/journal";
    public const string SnapshotDirectory = "/node/snapshots";

    private const string Hocon = """
        akka.loggers = []
        akka.stdout-loglevel = OFF
        akka.persistence.journal.plugin = "actorbroker.journal.local"
        akka.persistence.snapshot-store.plugin = "actorbroker.snapshot-store.local"
        akka.persistence.max-concurrent-recoveries = 1000000
        actorbroker.journal.local.directory = "/node/journal"
        actorbroker.snapshot-store.local.directory = "/node/snapshots"
        akka.actor {
          serializers.fussy = "ActorBroker.Journal.Tests.Support.FussySerializer, ActorBroker.Journal.Tests"
          serialization-bindings { "ActorBroker.Journal.Tests.Support.Fussy, ActorBroker.Journal.Tests" = fussy }
        }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private bool _isStopped;

    public SimulatedNode(int seed, ILogDisk disk, string hocon = "")
    {
        Run = new SimulatedRun(seed);
        var config = ConfigurationFactory.ParseString(hocon)
            .WithFallback(Hocon)
            .WithFallback(SimulatedRun.Hocon)
            .WithFallback(LocalJournalConfig.Default);
        System = ActorSystem.Create("simulated", BootstrapSetup.Create().WithConfig(config).And(new JournalSetup { Disk = disk, Seed = seed }));
        Failures = Gather<PluginFailed>();
        Damaged = Gather<PluginDamaged>();
    }

    public SimulatedRun Run { get; }

    public ActorSystem System { get; }

    public IActorRef Journal => Persistence.Instance.Apply(System).JournalFor("");

    public IActorRef Snapshots => Persistence.Instance.Apply(System).SnapshotStoreFor("");

    /// <summary>What the plugins published of their failures.</summary>
    public List<PluginFailed> Failures { get; }

    /// <summary>What the plugins published of damage.</summary>
    public List<PluginDamaged> Damaged { get; }

    /// <summary>Runs until nothing is left to do at the present time.</summary>
    public void Settle() => Run.RunUntilIdle();

    /// <summary>Starts an actor that hands what it gets to a function; lets nothing run yet.</summary>
    public IActorRef Listen(Action<object> hear) => System.ActorOf(Props.Create(() => new Listener(hear)));

    /// <summary>Starts an actor and lets nothing run yet.</summary>
    public IActorRef Start<T>(Func<T> make)
        where T : ActorBase => System.ActorOf(Props.CreateBy(new Producer<T>(make)));

    /// <summary>Makes a request for each listener it is given, sends all to a plugin at once, settles, and gives what the listener heard.</summary>
    public List<object> Ask(IActorRef plugin, params Func<IActorRef, object>[] requests)
    {
        var heard = new List<object>();
        var listener = Listen(heard.Add);
        foreach (var request in requests)
            plugin.Tell(request(listener), listener);
        Settle();
        return heard;
    }

    /// <summary>Gathers what is published of a type from now on.</summary>
    public List<T> Gather<T>()
    {
        var gathered = new List<T>();
        System.EventStream.Subscribe(Listen(message => gathered.Add((T)message)), typeof(T));
        Settle();
        return gathered;
    }

    /// <summary>Stops the system as an operator would.</summary>
    public void Stop()
    {
        _isStopped = true;
        Run.Await(System.Terminate(), Limit);
        Settle();
        Run.Dispose();
    }

    /// <summary>Lets go of a system whose disk has crashed.</summary>
    public void Abandon()
    {
        _isStopped = true;
        Run.Dispose();
    }

    public void Dispose()
    {
        if (!_isStopped)
            Stop();
    }

    private sealed class Listener(Action<object> hear) : UntypedActor
    {
        protected override void OnReceive(object message) => hear(message);
    }

    private sealed class Producer<T>(Func<T> make) : IIndirectActorProducer
        where T : ActorBase
    {
        public Type ActorType => typeof(T);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
        }
    }
}
