namespace Akka.Persistence.Tests;

/// <summary>What is promised when the journal does not do its work.</summary>
public class PersistFailureTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 20));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_failed_write_calls_back_and_stops_the_actor(int seed)
    {
        using var simulated = new SimulatedPersistence(seed);
        List<string> log = [];
        var letters = simulated.Gather<Event.DeadLetter>();
        var actor = simulated.Start(() => new Recorder("id", log) { JournalId = "test-journal" });

        simulated.Tell(actor, new Act("one", self => self.Keep("a")), new Act("two", self => self.Keep("fail b")), new Act("three", _ => { }));

        Assert.Equal(["recovered 0", "one", "kept a", "two", "failed fail b@2: disk", "stopped"], log);
        Assert.Contains(letters, letter => letter.Message is Act { Name: "three" });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_journal_that_throws_is_a_failed_write(int seed)
    {
        using var simulated = new SimulatedPersistence(seed);
        List<string> log = [];
        var actor = simulated.Start(() => new Recorder("id", log) { JournalId = "test-journal" });

        simulated.Tell(actor, new Act("one", self => self.PersistAsync("throw a", _ => self.Note("kept"))));

        Assert.Equal(["recovered 0", "one", "failed throw a@1: thrown", "stopped"], log);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_rejected_event_calls_back_and_the_actor_goes_on(int seed)
    {
        using var simulated = new SimulatedPersistence(seed);
        List<string> log = [];
        var actor = simulated.Start(() => new Recorder("id", log) { JournalId = "test-journal" });

        simulated.Tell(actor, new Act("one", self => self.Keep("reject a")), new Act("two", self => self.Keep("b")));
        simulated.Stop(actor);
        simulated.Start(() => new Recorder("id", log) { JournalId = "test-journal" });

        Assert.Equal(
            ["recovered 0", "one", "rejected reject a@1: refused", "two", "kept b", "stopped", "replay b", "recovered 2"],
            log);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Events_persisted_together_are_rejected_together(int seed)
    {
        using var simulated = new SimulatedPersistence(seed);
        List<string> log = [];
        var actor = simulated.Start(() => new Recorder("id", log) { JournalId = "test-journal" });

        simulated.Tell(actor, new Act("one", self => self.PersistAll(["a", "reject b"], @event => self.Note($"kept {@event}"))), new Act("two", _ => { }));

        Assert.Equal(["recovered 0", "one", "rejected a@1: refused", "rejected reject b@2: refused", "two"], log);
    }

    [Fact]
    public void Persisting_while_recovering_is_refused()
    {
        using var simulated = new SimulatedPersistence(1);
        List<string> log = [];

        simulated.Start(() => new EagerActor(log));

        Assert.Equal(["Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later."], log);
    }

    [Fact]
    public void Deleting_beyond_the_last_event_is_refused_and_up_to_it_is_done()
    {
        using var simulated = new SimulatedPersistence(1);
        List<string> log = [];
        var actor = simulated.Start(() => new Recorder("id", log));
        simulated.Tell(actor, new Act("write", self => self.PersistAll(["a", "b", "c"], _ => { })));

        simulated.Tell(actor, new Act("too far", self => self.DeleteMessages(4)), new Act("delete", self => self.DeleteMessages(2)));
        simulated.Stop(actor);
        simulated.Start(() => new Recorder("id", log));

        Assert.Contains("got DeleteMessagesFailure", log);
        Assert.Contains("got DeleteMessagesSuccess", log);
        Assert.Equal(["stopped", "replay c", "recovered 3"], log[^3..]);
    }

    /// <summary>
    /// The promise of all promises, over many histories of writes, failures and restarts (<c>PERSISTENCE_RUNS</c>, a thousand by default): what a handler has seen is
    /// there after recovery, in the order of the handlers, and nothing else but what was under way when the actor died.
    /// </summary>
    [Fact]
    public void What_a_handler_has_seen_is_recovered_whatever_happens()
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("PERSISTENCE_RUNS"), out var asked) ? asked : 1_000;
        for (var seed = 1; seed <= runs; seed++)
        {
            var (kept, recovered) = History.LiveAndRecover(seed);

            Assert.True(History.IsSubsequence(kept, recovered), $"seed {seed}: kept {string.Join(',', kept)}; recovered {string.Join(',', recovered)}");
            Assert.True(recovered.Distinct().Count() == recovered.Count, $"seed {seed}: an event came twice: {string.Join(',', recovered)}");
        }
    }

    private sealed class EagerActor(List<string> log) : PersistentActor
    {
        public override string PersistenceId => "eager";

        protected override void PreStart()
        {
            var error = Record.Exception(() => Persist("a", _ => { }));
            log.Add(error!.Message);
        }

        protected override bool ReceiveRecover(object message) => true;

        protected override bool ReceiveCommand(object message) => true;
    }
}
