using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Simulation;

namespace Akka.Tests.Actor;

/// <summary>One actor system under a simulated run: no threads, no real time, the order of mailboxes from a seed.</summary>
internal sealed class Stage : IDisposable
{
    public Stage(int seed = 1, string hocon = "")
    {
        Run = new SimulatedRun(seed);
        System = (ExtendedActorSystem)ActorSystem.Create("stage", ConfigurationFactory.ParseString(hocon)
            .WithFallback(ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF, akka.loggers = []"))
            .WithFallback(ConfigurationFactory.ParseString(SimulatedRun.Hocon)));
        Events = Probe();
        System.EventStream.Subscribe(Events.Ref, typeof(AllDeadLetters));
        Run.RunUntilIdle();
    }

    public SimulatedRun Run { get; }

    public ExtendedActorSystem System { get; }

    /// <summary>Gets dead letters and unhandled messages.</summary>
    public Probe Events { get; }

    public IEnumerable<object> DeadLetters => Events.Received.OfType<DeadLetter>().Select(letter => letter.Message);

    public Probe Probe()
    {
        var probe = new Probe();
        probe.Ref = System.ActorOf(Props.Create(() => new ProbeActor(probe)));
        return probe;
    }

    public IActorRef Actor(Action<object, IActorContext> onMessage, string? name = null) =>
        System.ActorOf(Props.Create(() => new Scripted(onMessage)), name);

    /// <summary>Sends, then runs all that follows at the present time.</summary>
    public void Tell(IActorRef receiver, params object[] messages)
    {
        foreach (var message in messages)
            receiver.Tell(message, ActorRefs.NoSender);
        Run.RunUntilIdle();
    }

    public void Dispose()
    {
        System.Terminate();
        Run.RunUntilIdle();
        Run.Dispose();
    }

    private sealed class ProbeActor(Probe probe) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Probe.WatchThis watch)
                Context.Watch(watch.Subject);
            else
                probe.Note(message, Sender);
        }
    }

    private sealed class Scripted(Action<object, IActorContext> onMessage) : UntypedActor
    {
        protected override void OnReceive(object message) => onMessage(message, Context);
    }
}
