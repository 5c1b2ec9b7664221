using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;

namespace ActorBroker.Benchmarks.Journal;

/// <summary>100,000 ids with three events of 100 bytes each, written in turn: how long a start takes, and how long it takes to recover all of them.</summary>
internal sealed class RecoveryCase : IDisposable
{
    public const int Ids = 100_000;

    private const int Rounds = 3;
    private const int InFlight = 1_000;
    private const int PayloadBytes = 100;

    private readonly string _path;

    public RecoveryCase(string directory)
    {
        _path = Path.Combine(directory, "recovery");
        var system = JournalSystem.Start(_path);
        for (var round = 1; round <= Rounds; round++)
            Write(system, round);
        JournalSystem.Stop(system);
    }

    /// <summary>Bytes of the log.</summary>
    public long Bytes => Directory.EnumerateFiles(_path, "*.log", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    /// <summary>From the start of a system to the first answer of its journal, and then until all ids were replayed.</summary>
    public (Cost Start, Cost Replays) Replay()
    {
        var began = Cost.Now;
        var system = JournalSystem.Start(_path);
        Replay(system, 0, 1);
        var started = Cost.Since(began);
        began = Cost.Now;
        Replay(system, 0, Ids);
        var replayed = Cost.Since(began);
        JournalSystem.Stop(system);
        return (started, replayed);
    }

    /// <summary>From the start of a system until as many persistent actors were created and have recovered.</summary>
    public Cost RecoverActors()
    {
        var began = Cost.Now;
        var system = JournalSystem.Start(_path);
        using var done = new CountdownEvent(Ids);
        for (var number = 0; number < Ids; number++)
        {
            var id = IdOf(number);
            system.ActorOf(Props.CreateBy(new Producer(id, done)));
        }

        done.Wait(JournalSystem.Limit);
        var recovered = Cost.Since(began);
        JournalSystem.Stop(system);
        return recovered;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static string IdOf(int number) => $"partition-{number:d32}-{number}";

    private static void Write(ActorSystem system, int round)
    {
        const int PerRequest = 100;
        var journal = Persistence.Instance.Apply(system).JournalFor("");
        using var done = new CountdownEvent(Ids / PerRequest);
        var listener = system.ActorOf(Props.Create(() => new Listener(message => Count<WriteMessagesSuccessful>(message, done))));
        var payload = new byte[PayloadBytes];
        for (var first = 0; first < Ids; first += PerRequest)
        {
            var writes = Enumerable.Range(first, PerRequest).Select(number =>
                (IPersistentEnvelope)new AtomicWrite(ImmutableArray.Create<IPersistentRepresentation>(new Persistent(payload, round, IdOf(number)))));
            journal.Tell(new WriteMessages([.. writes], listener, 1), listener);
        }

        done.Wait(JournalSystem.Limit);
    }

    private static void Replay(ActorSystem system, int first, int count)
    {
        var journal = Persistence.Instance.Apply(system).JournalFor("");
        using var done = new CountdownEvent(count);
        system.ActorOf(Props.Create(() => new Replayer(journal, first, first + count, done)));
        done.Wait(JournalSystem.Limit);
    }

    private static void Count<T>(object message, CountdownEvent done)
    {
        if (message is T)
            done.Signal();
    }

    private sealed class Listener(Action<object> hear) : UntypedActor
    {
        protected override void OnReceive(object message) => hear(message);
    }

    /// <summary>Has ids replayed, some at a time.</summary>
    private sealed class Replayer(IActorRef journal, int first, int end, CountdownEvent done) : UntypedActor
    {
        private int _next = first;

        protected override void PreStart()
        {
            for (var number = 0; number < InFlight; number++)
                Next();
        }

        protected override void OnReceive(object message)
        {
            if (message is not RecoverySuccess)
                return;

            Next();
            done.Signal();
        }

        private void Next()
        {
            if (_next < end)
                journal.Tell(new ReplayMessages(1, long.MaxValue, long.MaxValue, IdOf(_next++), Self), Self);
        }
    }

    private sealed class Producer(string id, CountdownEvent done) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Idle);

        public ActorBase Produce() => new Idle(id, done);

        public void Release(ActorBase actor)
        {
        }
    }

    private sealed class Idle(string id, CountdownEvent done) : PersistentActor
    {
        private int _events;

        public override string PersistenceId => id;

        protected override bool ReceiveRecover(object message)
        {
            if (message is byte[])
                _events++;
            else if (message is RecoveryCompleted && _events == Rounds)
                done.Signal();
            return true;
        }

        protected override bool ReceiveCommand(object message) => false;
    }
}
