using Akka.Actor;
using Akka.Configuration;

namespace ActorBroker.Benchmarks.Kernel;

/// <summary>One measurement of each kind, after a warm-up of the same kind.</summary>
internal static class KernelMeasurements
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The measurements whose names contain <paramref name="part"/>; an empty one takes all.</summary>
    public static IEnumerable<(string Name, double Value)> Named(string part)
    {
        var system = ActorSystem.Create("speed", ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = WARNING }").WithFallback(PersistMeasurement.Hocon));
        foreach (var (name, measure) in All(system))
        {
            if (name.Contains(part, StringComparison.Ordinal))
                yield return (name, measure());
        }

        system.Terminate().Wait(Limit);
    }

    private static IEnumerable<(string Name, Func<double> Measure)> All(ActorSystem system)
    {
        foreach (var (pairs, inFlight, messages) in ((int, int, int)[])[(1, 1, 10_000_000), (1, 100, 20_000_000), (8, 100, 40_000_000)])
            yield return ($"tell {pairs} pair(s) {inFlight} in flight [M msg/s]", () => AfterWarmUp(count => Tell(system, pairs, inFlight, count), messages));
        yield return ("ask [M/s]", () => AfterWarmUp(count => Ask(system, count), 2_000_000));
        yield return ("create actors [M/s]", () => AfterWarmUp(count => Create(system, count).PerSecond, 500_000));
        yield return ("idle actor [bytes]", () => Create(system, 500_000).Bytes);
        yield return ("one million timers started and cancelled [s]", () => AfterWarmUp(count => Timers(system, count), 1_000_000));
        yield return ("persist, journal in memory [k events/s]", () => AfterWarmUp(count => PersistMeasurement.Run(system, count, Limit), 500_000));
    }

    private static double AfterWarmUp(Func<int, double> measure, int count)
    {
        for (var round = 0; round < 3; round++)
            measure(count / 4);
        return measure(count);
    }

    private static double Tell(ActorSystem system, int pairs, int inFlight, int messages)
    {
        using var done = new CountdownEvent(pairs);
        var each = messages / pairs / 2;
        var players = Enumerable.Range(0, pairs).Select(_ => (
            First: system.ActorOf(Props.Create(() => new Player(each, done))),
            Second: system.ActorOf(Props.Create(() => new Player(int.MaxValue, null))))).ToArray();
        foreach (var (first, second) in players)
        {
            first.Ask<ActorIdentity>(new Identify(null), Limit).Wait();
            second.Ask<ActorIdentity>(new Identify(null), Limit).Wait();
        }

        var began = TimeProvider.System.GetTimestamp();
        foreach (var (first, second) in players)
        {
            for (var ball = 0; ball < inFlight; ball++)
                second.Tell(Ball.Instance, first);
        }

        done.Wait(Limit);
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        foreach (var (first, second) in players)
        {
            system.Stop(first);
            system.Stop(second);
        }

        return messages / seconds / 1e6;
    }

    private static double Ask(ActorSystem system, int asks)
    {
        var echo = system.ActorOf(Props.Create(() => new Echo()));
        var left = asks;
        async Task Loop()
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await echo.Ask<object>(Ball.Instance, Limit);
        }

        var began = TimeProvider.System.GetTimestamp();
        Task.WaitAll(Enumerable.Range(0, 100).Select(_ => Loop()).ToArray());
        return asks / TimeProvider.System.GetElapsedTime(began).TotalSeconds / 1e6;
    }

    private static (double PerSecond, double Bytes) Create(ActorSystem system, int actors)
    {
        var parent = system.ActorOf(Props.Create(() => new Nursery()));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = TimeProvider.System.GetTimestamp();
        parent.Ask<object>(actors, Limit).Wait();
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)actors;
        parent.GracefulStop(Limit).Wait();
        return (actors / seconds / 1e6, bytes);
    }

    private static double Timers(ActorSystem system, int timers)
    {
        var scheduler = system.Scheduler;
        var began = TimeProvider.System.GetTimestamp();
        var started = new ICancelable[timers];
        for (var timer = 0; timer < timers; timer++)
            started[timer] = scheduler.ScheduleTellOnceCancelable(TimeSpan.FromSeconds(30), system.DeadLetters, Ball.Instance, ActorRefs.NoSender);
        foreach (var timer in started)
            timer.Cancel();
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private sealed class Ball
    {
        public static readonly Ball Instance = new();
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }

    private sealed class Player(int messages, CountdownEvent? done) : UntypedActor
    {
        private int _left = messages;

        protected override void OnReceive(object message)
        {
            if (--_left == 0)
                done!.Signal();
            else if (_left > 0)
                Sender.Tell(message, Self);
        }
    }

    /// <summary>Counts its children's starts, so that the answer comes when the last has started.</summary>
    private sealed class Nursery : UntypedActor
    {
        private static readonly Props Child = Props.Create<Infant>();

        private int _expected;
        private IActorRef _asker = ActorRefs.Nobody;

        protected override void OnReceive(object message)
        {
            if (message is int actors)
            {
                _expected = actors;
                _asker = Sender;
                for (var actor = 0; actor < actors - 1; actor++)
                    Context.ActorOf(Child);
                Context.ActorOf(Props.Create(() => new Last()));
            }
            else
            {
                _asker.Tell(_expected, Self);
            }
        }
    }

    private sealed class Infant : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Last : UntypedActor
    {
        protected override void PreStart() => Context.Parent.Tell(Ball.Instance, Self);

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
