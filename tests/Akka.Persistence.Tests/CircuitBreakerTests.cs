using Akka.Actor;

namespace Akka.Persistence.Tests;

/// <summary>What <c>circuit-breaker</c> in a plugin's section promises.</summary>
public sealed class CircuitBreakerTests : IDisposable
{
    private readonly List<string> _log = [];
    private readonly SimulatedPersistence _simulated = new(1, """
        test-journal.circuit-breaker { max-failures = 2, call-timeout = 3s, reset-timeout = 5s }
        stuck-store {
          class = "Akka.Persistence.Tests.StuckSnapshotStore, Akka.Persistence.Tests"
          plugin-dispatcher = "akka.actor.default-dispatcher"
        }
        """);

    public void Dispose() => _simulated.Dispose();

    [Fact]
    public void A_write_that_does_not_end_in_time_has_failed()
    {
        var actor = Start("id");
        _simulated.Tell(actor, new Act("write", self => self.Keep("stick")));
        _simulated.Run.Advance(TimeSpan.FromSeconds(2.9));
        var before = _log.ToList();

        _simulated.Run.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(["recovered 0", "write"], before);
        Assert.Equal(["failed stick@1: The plugin did not answer within 00:00:03", "stopped"], _log[2..]);
    }

    [Fact]
    public void A_journal_that_does_not_tell_its_highest_number_in_time_fails_the_recovery()
    {
        Start("mute");

        _simulated.Run.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(["recovery failed: TimeoutException The plugin did not answer within 00:00:03", "stopped"], _log);
    }

    [Fact]
    public void After_so_many_failures_in_a_row_calls_are_not_made()
    {
        FailTwice();

        Start("late");

        Assert.Equal(["recovery failed: OpenCircuitException Circuit Breaker is open; calls are failing fast", "stopped"], _log);
    }

    [Fact]
    public void A_success_in_between_counts_failures_anew()
    {
        Fail("a");
        Start("b");
        Fail("c");
        _log.Clear();

        Start("d");

        Assert.Equal(["recovered 0"], _log);
    }

    [Fact]
    public void Late_ends_of_calls_do_not_put_off_the_trial()
    {
        _simulated.Tell(Start("slow"), new Act("write", self => self.Keep("stick")));
        FailTwice();
        _simulated.Run.Advance(TimeSpan.FromSeconds(5));

        Start("trial");

        Assert.Equal(["failed stick@1: The plugin did not answer within 00:00:03", "stopped", "recovered 0"], _log);
    }

    [Fact]
    public void A_call_on_trial_that_succeeds_lets_all_calls_be_made_again()
    {
        FailTwice();
        _simulated.Run.Advance(TimeSpan.FromSeconds(5));

        Start("trial");
        Start("after");

        Assert.Equal(["recovered 0", "recovered 0"], _log);
    }

    [Fact]
    public void A_call_on_trial_is_alone_and_if_it_fails_the_wait_begins_anew()
    {
        FailTwice();
        _simulated.Run.Advance(TimeSpan.FromSeconds(5));

        Start("mute trial");
        Start("meanwhile");
        _simulated.Run.Advance(TimeSpan.FromSeconds(3.1));
        Start("after");
        _simulated.Run.Advance(TimeSpan.FromSeconds(5));
        Start("later");

        Assert.Equal(
            ["OpenCircuitException", "stopped", "TimeoutException", "stopped", "OpenCircuitException", "stopped", "recovered 0"],
            _log.Select(line => line.StartsWith("recovery failed", StringComparison.Ordinal) ? line.Split(' ')[2] : line));
    }

    [Fact]
    public void A_snapshot_that_is_not_saved_in_time_is_a_failed_save()
    {
        var actor = _simulated.Start(() => new Recorder("id", _log) { SnapshotStoreId = "stuck-store" });
        _simulated.Tell(actor, new Act("save", self => self.SaveSnapshot("state")));

        _simulated.Run.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(["recovered 0", "save", "got SaveSnapshotFailure"], _log);
    }

    private void FailTwice()
    {
        Fail("first", "second");
        _log.Clear();
    }

    // Recovers all before one fails: a recovery is a call of the journal, and a success.
    private void Fail(params string[] ids)
    {
        var actors = ids.Select(Start).ToList();
        actors.ForEach(actor => _simulated.Tell(actor, new Act("write", self => self.Keep("fail"))));
    }

    private IActorRef Start(string id) => _simulated.Start(() => new Recorder(id, _log) { JournalId = "test-journal" });
}
