using Akka.Actor;

namespace Akka.Persistence.Tests;

/// <summary>What is promised of persisting events (<c>getakka.net/articles/persistence/event-sourcing.html</c>), for many orders of the mailboxes.</summary>
public class PersistTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 20));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_command_comes_between_an_event_and_its_handler(int seed) => Expect(
        seed,
        ["recovered 0", "one", "kept a", "two", "kept b", "three"],
        new Act("one", actor => actor.Keep("a")),
        new Act("two", actor => actor.Keep("b")),
        new Act("three", _ => { }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Handlers_of_several_events_run_in_their_order_before_the_next_command(int seed) => Expect(
        seed,
        ["recovered 0", "one", "kept a", "kept b", "all c", "all d", "two"],
        new Act("one", actor =>
        {
            actor.Keep("a");
            actor.Keep("b");
            actor.PersistAll(["c", "d"], @event => actor.Note($"all {@event}"));
        }),
        new Act("two", _ => { }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_handler_may_persist_again_before_the_next_command(int seed) => Expect(
        seed,
        ["recovered 0", "one", "outer", "kept inner", "two"],
        new Act("one", actor => actor.Persist("a", _ =>
        {
            actor.Note("outer");
            actor.Keep("inner");
        })),
        new Act("two", _ => { }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Commands_go_on_before_asynchronous_handlers_which_keep_their_order(int seed)
    {
        var log = Run(
            seed,
            new Act("one", actor => actor.PersistAsync("a", @event => actor.Note($"kept {@event}"))),
            new Act("two", actor => actor.PersistAllAsync(["b", "c"], @event => actor.Note($"kept {@event}"))));

        Assert.Equal(["kept a", "kept b", "kept c"], log.Where(line => line.StartsWith("kept", StringComparison.Ordinal)));
        Assert.True(log.IndexOf("one") < log.IndexOf("two"));
    }

    [Fact]
    public void Some_order_lets_a_command_overtake_an_asynchronous_handler()
    {
        var logs = Enumerable.Range(1, 20).Select(seed => Run(
            seed,
            new Act("one", actor => actor.PersistAsync("a", _ => actor.Note("kept a"))),
            new Act("two", _ => { })));

        Assert.Contains(logs, log => log.IndexOf("two") < log.IndexOf("kept a"));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_deferred_handler_runs_behind_those_that_wait_and_at_once_if_none_does(int seed)
    {
        var log = Run(
            seed,
            new Act("one", actor => actor.DeferAsync("x", _ => actor.Note("at once"))),
            new Act("two", actor =>
            {
                actor.PersistAsync("a", _ => actor.Note("kept a"));
                actor.DeferAsync("y", _ => actor.Note("deferred"));
                actor.PersistAsync("b", _ => actor.Note("kept b"));
                actor.Note("end of two");
            }));

        Assert.Equal(["recovered 0", "one", "at once", "two", "end of two", "kept a", "deferred", "kept b"], log);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_synchronous_event_from_an_asynchronous_handler_holds_commands_back(int seed)
    {
        var log = Run(
            seed,
            new Act("one", actor => actor.PersistAsync("a", _ => actor.Keep("inner"))),
            new Act("two", _ => { }),
            new Act("three", actor => actor.Note("later")));

        var handler = log.IndexOf("kept inner");
        Assert.True(handler > 0, string.Join(", ", log));
        Assert.Equal(log.IndexOf("three") + 1, log.IndexOf("later"));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_handler_answers_the_sender_of_the_command(int seed)
    {
        using var simulated = new SimulatedPersistence(seed);
        var heard = new List<object>();
        var asker = simulated.Start(() => new SimulatedPersistence.Listener(heard.Add));
        var actor = simulated.Start(() => new Recorder("id", []));

        actor.Tell(new Act("one", self => self.Persist("a", @event => self.Asker.Tell($"kept {@event}"))), asker);
        actor.Tell(new Act("two", self => self.PersistAsync("b", @event => self.Asker.Tell($"kept {@event}"))), asker);
        simulated.Settle();

        Assert.Equal(["kept a", "kept b"], heard);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Unstashed_commands_come_back_in_order_before_later_ones(int seed) => Expect(
        seed,
        ["recovered 0", "one", "two", "open", "kept a", "one", "two", "last"],
        new Act("one", StashOnce()),
        new Act("two", StashOnce()),
        new Act("open", actor =>
        {
            actor.Keep("a");
            actor.Stash.UnstashAll();
        }),
        new Act("last", _ => { }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_object_sent_often_while_the_actor_recovers_is_as_many_commands(int seed)
    {
        var command = new Act("again", actor => actor.Keep("a"));
        using var simulated = new SimulatedPersistence(seed);
        List<string> log = [];

        simulated.Tell(simulated.Begin(() => new Recorder("id", log)), command, command, command);

        Assert.Equal(["recovered 0", "again", "kept a", "again", "kept a", "again", "kept a"], log);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void More_events_than_fit_a_request_are_all_written(int seed)
    {
        using var simulated = new SimulatedPersistence(seed, "akka.persistence.journal.inmem.max-message-batch-size = 3");
        List<string> log = [];
        var actor = simulated.Start(() => new Recorder("id", log));
        var events = Enumerable.Range(0, 20).Select(i => $"e{i}").ToList();

        simulated.Tell(actor, new Act("go", self => events.ForEach(@event => self.PersistAsync(@event, kept => self.Note(kept)))));

        Assert.Equal(["recovered 0", "go", .. events], log);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_task_holds_commands_back_and_may_persist(int seed)
    {
        using var simulated = new SimulatedPersistence(seed);
        List<string> log = [];
        var gate = new TaskCompletionSource();
        var actor = simulated.Start(() => new Recorder("id", log));

        simulated.Tell(actor, new Act("wait", self => self.Run(async () =>
        {
            await gate.Task;
            self.Keep("a");
        })));
        simulated.Tell(actor, new Act("next", _ => { }));
        var before = log.ToList();
        gate.SetResult();
        simulated.Settle();

        Assert.Equal(["recovered 0", "wait"], before);
        Assert.Equal(["recovered 0", "wait", "kept a", "next"], log);
    }

    private static Action<Recorder> StashOnce()
    {
        var isFirst = true;
        return actor =>
        {
            if (isFirst)
                actor.Stash.Stash();
            isFirst = false;
        };
    }

    private static void Expect(int seed, string[] expected, params Act[] commands) =>
        Assert.Equal(expected, Run(seed, commands));

    private static List<string> Run(int seed, params Act[] commands)
    {
        using var simulated = new SimulatedPersistence(seed);
        List<string> log = [];
        simulated.Tell(simulated.Start(() => new Recorder("id", log)), [.. commands]);
        return [.. log];
    }
}
