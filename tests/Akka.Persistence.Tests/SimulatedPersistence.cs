using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;

namespace Akka.Persistence.Tests;

/// <summary>An actor system with journals in memory, driven by one thread and a seed: nothing is left to time.</summary>
internal sealed class SimulatedPersistence : IDisposable
{
    private const string Hocon = """
        akka.loggers = []
        akka.stdout-loglevel = OFF
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        test-journal {
          class = "Akka.Persistence.Tests.FaultyJournal, Akka.Persistence.Tests"
          plugin-dispatcher = "akka.actor.default-dispatcher"
        }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public SimulatedPersistence(int seed, string hocon = "")
    {
        Run = new SimulatedRun(seed);
        System = ActorSystem.Create(
            "simulated", ConfigurationFactory.ParseString(hocon).WithFallback(Hocon).WithFallback(SimulatedRun.Hocon));
    }

    public SimulatedRun Run { get; }

    public ActorSystem System { get; }

    /// <summary>Runs until nothing is left to do at the present time.</summary>
    public void Settle() => Run.RunUntilIdle();

    /// <summary>Starts an actor and lets it recover.</summary>
    public IActorRef Start<T>(Func<T> make, string? name = null)
        where T : ActorBase
    {
        var actor = Begin(make, name);
        Settle();
        return actor;
    }

    /// <summary>Starts an actor and lets nothing run yet.</summary>
    public IActorRef Begin<T>(Func<T> make, string? name = null)
        where T : ActorBase => System.ActorOf(Props.CreateBy(new Producer<T>(make)), name);

    public void Stop(IActorRef actor)
    {
        System.Stop(actor);
        Settle();
    }

    public void Tell(IActorRef actor, params object[] messages)
    {
        foreach (var message in messages)
            actor.Tell(message, ActorRefs.NoSender);
        Settle();
    }

    /// <summary>Gathers what is published of a type from now on.</summary>
    public List<T> Gather<T>()
    {
        var gathered = new List<T>();
        System.EventStream.Subscribe(Start(() => new Listener(message => gathered.Add((T)message))), typeof(T));
        return gathered;
    }

    public void Dispose()
    {
        Run.Await(System.Terminate(), Limit);
        Run.Dispose();
    }

    public sealed class Listener(Action<object> hear) : UntypedActor
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
