using Akka.Actor;

namespace Akka.Persistence.Tests;

/// <summary>What is promised of recovery.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly SimulatedPersistence _simulated = new(seed: 7);
    private readonly List<string> _log = [];

    public void Dispose() => _simulated.Dispose();

    [Fact]
    public void Events_come_back_in_their_order_before_the_first_command()
    {
        Write("a", "b", "c");

        var actor = _simulated.Begin(() => new Recorder("id", _log));
        _simulated.Tell(actor, new Act("first", self => self.Keep("d")), new Act("second", self => self.Note($"{self.LastSequenceNr}")));

        Assert.Equal(["replay a", "replay b", "replay c", "recovered 3", "first", "kept d", "second", "4"], _log);
    }

    [Fact]
    public void Recovery_begins_with_the_youngest_snapshot_and_goes_on_behind_it()
    {
        Write("a", "b");
        Do(actor => actor.SaveSnapshot("a+b"));
        Write("c");

        _simulated.Start(() => new Recorder("id", _log));

        Assert.Equal(["offer a+b@2", "replay c", "recovered 3"], _log);
    }

    [Theory]
    [InlineData(2, long.MaxValue, new[] { "replay a", "replay b", "recovered 3" })]
    [InlineData(long.MaxValue, 1, new[] { "replay a", "recovered 3" })]
    [InlineData(0, long.MaxValue, new[] { "recovered 3" })]
    public void Recovery_can_be_cut_short_and_still_knows_the_last_sequence_number(long to, long max, string[] expected)
    {
        Write("a", "b", "c");

        _simulated.Start(() => new Recorder("id", _log) { RecoverAs = new Recovery(SnapshotSelectionCriteria.None, to, max) });

        Assert.Equal(expected, _log);
    }

    [Fact]
    public void The_actor_may_persist_when_recovery_is_complete_and_commands_wait_for_that()
    {
        var actor = _simulated.Begin(() => new Recorder("id", _log) { OnCompleted = self => self.Keep("first") });

        _simulated.Tell(actor, new Act("command", _ => { }), new Act("another", _ => { }));

        Assert.Equal(["recovered 0", "kept first", "command", "another"], _log);
    }

    [Fact]
    public void An_event_whose_handler_fails_stops_the_actor_and_is_reported()
    {
        Write("a", "poison", "b");

        var actor = _simulated.Start(() => new Recorder("id", _log));

        Assert.Equal(["replay a", "recovery failed: InvalidOperationException poison poison", "stopped"], _log);
        Assert.True(((IInternalActorRef)actor).IsTerminated);
    }

    [Fact]
    public void Events_that_cannot_be_read_stop_the_actor()
    {
        _simulated.Start(() => new Recorder("unreadable", _log) { JournalId = "test-journal" });

        Assert.Equal(["recovery failed: IOException unreadable", "stopped"], _log);
    }

    [Fact]
    public void A_journal_that_does_not_answer_stops_the_actor_when_the_time_is_over()
    {
        _simulated.Start(() => new Recorder("silent", _log) { JournalId = "test-journal" });
        _simulated.Run.Advance(TimeSpan.FromSeconds(29));
        var before = _log.ToList();

        _simulated.Run.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(before);
        Assert.StartsWith("recovery failed: RecoveryTimedOutException Recovery timed out, didn't get event within 00:00:30", _log[0], StringComparison.Ordinal);
        Assert.Equal("stopped", _log[1]);
    }

    [Fact]
    public void An_actor_without_a_name_or_with_a_plugin_that_does_not_exist_does_not_start()
    {
        var errors = _simulated.Gather<Akka.Event.Error>();

        _simulated.Start(() => new Recorder("", _log));
        _simulated.Start(() => new Recorder("id", _log) { JournalId = "no.such.journal" });

        Assert.Contains(errors, error => $"{error.Cause} {error.Message}".Contains("is null or empty"));
        Assert.Contains(errors, error => $"{error.Cause} {error.Message}".Contains("The persistence plugin 'no.such.journal' has no section"));
    }

    [Fact]
    public void The_reference_configuration_names_classes_that_exist()
    {
        var config = Persistence.DefaultConfig();
        string[] sections = ["journal.inmem", "snapshot-store.inmem", "snapshot-store.local", "no-snapshot-store"];

        Assert.All(sections, section => Assert.NotNull(Type.GetType(config.GetString($"akka.persistence.{section}.class", ""))));
        Assert.Equal(50, config.GetInt("akka.persistence.max-concurrent-recoveries"));
        Assert.Equal(TimeSpan.FromSeconds(30), config.GetTimeSpan("akka.persistence.journal-plugin-fallback.recovery-event-timeout"));
    }

    private void Write(params string[] events) => Do(actor => Array.ForEach(events, actor.Keep));

    private void Do(Action<Recorder> action)
    {
        var actor = _simulated.Start(() => new Recorder("id", []));
        _simulated.Tell(actor, new Act("do", action));
        _simulated.Stop(actor);
    }
}
