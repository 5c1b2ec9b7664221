using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Tests;

/// <summary>The promises of <see cref="PersistFailureTests"/> on real threads, with a journal that answers from threads of the pool.</summary>
public sealed class PersistStressTests
{
    private const int Actors = 20;
    private const int Commands = 100;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("thread-pool-executor")]
    [InlineData("fork-join-executor")]
    public async Task What_handlers_have_seen_is_recovered_in_order_on_threads(string executor)
    {
        var seed = Seeds.Next();
        var system = ActorSystem.Create("stress", ConfigurationFactory.ParseString($$"""
            akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }
            akka.actor.default-dispatcher { executor = {{executor}}, throughput = 3 }
            akka.persistence.journal.plugin = late-journal
            akka.persistence.max-concurrent-recoveries = 3
            akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
            late-journal {
              class = "{{typeof(LateJournal).AssemblyQualifiedName}}"
              plugin-dispatcher = "akka.actor.default-dispatcher"
            }
            """));

        var lives = await Task.WhenAll(Enumerable.Range(0, Actors).Select(number => Live(system, $"actor-{number}", new Random(seed + number))));
        await system.Terminate().WaitAsync(Limit);

        Assert.All(lives, life =>
        {
            Assert.True(History.IsSubsequence(life.Seen, life.Recovered), $"seed {seed}: seen {string.Join(',', life.Seen)}; recovered {string.Join(',', life.Recovered)}");
            Assert.True(life.Recovered.Distinct().Count() == life.Recovered.Count, $"seed {seed}: an event came twice: {string.Join(',', life.Recovered)}");
            Assert.True(life.State.SequenceEqual(life.Recovered), $"seed {seed}: state {string.Join(',', life.State)}; recovered {string.Join(',', life.Recovered)}");
        });
    }

    private static async Task<(List<string> Seen, List<string> State, List<string> Recovered)> Live(ActorSystem system, string id, Random random)
    {
        var seen = new ConcurrentQueue<string>();
        var actor = system.ActorOf(Props.Create(() => new Scribe(id, seen)));
        for (var number = 0; number < Commands; number++)
            actor.Tell((random.Next(6), number), ActorRefs.NoSender);
        var state = await actor.Ask<List<string>>("persist, then tell", Limit);
        await actor.GracefulStop(Limit);

        var recovered = await system.ActorOf(Props.Create(() => new Scribe(id, new ConcurrentQueue<string>()))).Ask<List<string>>("tell", Limit);
        return ([.. seen], state, recovered);
    }

    private sealed class Scribe(string id, ConcurrentQueue<string> seen) : UntypedPersistentActor
    {
        private readonly List<string> _state = [];

        public override string PersistenceId => id;

        protected override void OnRecover(object message)
        {
            if (message is string @event)
                _state.Add(@event);
        }

        protected override void OnCommand(object message)
        {
            switch (message)
            {
                case ValueTuple<int, int>(var kind, var number):
                    Write(kind, $"e{number}");
                    break;
                case "persist, then tell":
                    var asker = Sender;
                    Persist("end", @event =>
                    {
                        Keep(@event);
                        asker.Tell(_state.ToList(), Self);
                    });
                    break;
                default:
                    Sender.Tell(_state.ToList(), Self);
                    break;
            }
        }

        private void Write(int kind, string @event)
        {
            switch (kind)
            {
                case 0:
                    Persist(@event, Keep);
                    break;
                case 1:
                    PersistAll([$"{@event}a", $"{@event}b"], Keep);
                    break;
                case 2:
                    PersistAllAsync([$"{@event}a", $"{@event}b"], Keep);
                    break;
                case 3:
                    DeferAsync(@event, _ => { });
                    break;
                case 4 when @event.EndsWith('7'):
                    throw new InvalidOperationException("the actor fails");
                default:
                    PersistAsync(@event, Keep);
                    break;
            }
        }

        private void Keep(string @event)
        {
            _state.Add(@event);
            seen.Enqueue(@event);
        }
    }

    /// <summary>Has written when it returns, and says so later, from another thread.</summary>
    internal sealed class LateJournal : MemoryJournal
    {
        protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
        {
            var written = await base.WriteMessagesAsync(messages);
            await Task.Yield();
            return written;
        }
    }
}
