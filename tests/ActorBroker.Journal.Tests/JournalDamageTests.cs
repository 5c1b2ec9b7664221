using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Disk;
using Akka.Persistence;
using static ActorBroker.Journal.Tests.Support.Requests;

namespace ActorBroker.Journal.Tests;

/// <summary>Bytes that are not as they were written: who is told, and who is not concerned.</summary>
public sealed class JournalDamageTests : IDisposable
{
    private const string Failed = "failed=UnreadableEntryException";

    private readonly MemoryDisk _disk = new();
    private SimulatedNode _node;

    public JournalDamageTests()
    {
        _node = NewNode();
        foreach (var (number, id) in new[] { (1, "ann"), (1, "bob"), (2, "bob"), (3, "bob"), (1, "cyd") })
            _node.Ask(_node.Journal, WriteAll(number, id, $"{id}-event-{number}"));
    }

    public void Dispose() => _node.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_actor_whose_event_is_damaged_does_not_recover_and_the_others_do(int number)
    {
        RestartWithDamageAt($"bob-event-{number}");

        Assert.Equal(Failed, Told(Replay("bob")).Split(' ')[^1]);
        Assert.Equal("1:ann-event-1 highest=1", Told(Replay("ann")));
        Assert.Equal("1:cyd-event-1 highest=1", Told(Replay("cyd")));
        Assert.Equal(SimulatedNode.JournalDirectory, Assert.Single(_node.Damaged).Directory);
    }

    [Fact]
    public void The_error_names_the_event()
    {
        RestartWithDamageAt("bob-event-2");

        var cause = Assert.IsType<UnreadableEntryException>(Assert.IsType<ReplayMessagesFailure>(Replay("bob")[^1]).Cause);

        Assert.Equal(("bob", 2L), (cause.PersistenceId, cause.SequenceNr));
    }

    [Fact]
    public void Whoever_has_a_snapshot_behind_the_damage_recovers_from_it()
    {
        RestartWithDamageAt("bob-event-2");

        Assert.Equal("3:bob-event-3 highest=3", Told(_node.Ask(_node.Journal, Requests.Replay(3, id: "bob"))));
    }

    [Fact]
    public void Damage_is_remembered_over_restarts_and_ends_when_the_events_are_deleted()
    {
        RestartWithDamageAt("bob-event-3");
        Restart();
        Assert.Equal(Failed, Told(Replay("bob")).Split(' ')[^1]);

        _node.Ask(_node.Journal, Delete(3, "bob"));
        Restart();

        Assert.Equal("highest=3", Told(Replay("bob")));
    }

    [Fact]
    public void Damage_that_comes_while_the_journal_runs_is_found_when_it_is_read()
    {
        Replay("ann");
        _disk.Damage(SimulatedNode.JournalDirectory, "bob-event-2");

        var heard = Replay("bob");

        Assert.Equal($"1:bob-event-1 {Failed}", Told(heard));
        Assert.Equal("1:ann-event-1 highest=1", Told(Replay("ann")));
    }

    [Fact]
    public void An_event_that_its_serializer_refuses_fails_its_actor_alone()
    {
        _node.Ask(_node.Journal, WriteAll(4, "bob", new Fussy(Fussy.NeverRead)), WriteAll(1, "dan", new Fussy("x")));

        Assert.EndsWith($"3:bob-event-3 {Failed}", Told(Replay("bob")), StringComparison.Ordinal);
        Assert.StartsWith("1:Fussy", Told(Replay("dan")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_snapshot_fails_its_actor_until_there_is_a_younger_one()
    {
        _node.Ask(_node.Snapshots, Save(1, "first of bob", id: "bob"), Save(1, "of ann", id: "ann"));
        _node.Ask(_node.Snapshots, Save(3, "second of bob", id: "bob"));
        _node.Stop();
        _disk.Damage(SimulatedNode.SnapshotDirectory, "second of bob");
        _node = NewNode();

        Assert.IsType<LoadSnapshotFailed>(Load("bob"));
        Assert.Equal("of ann", Assert.IsType<LoadSnapshotResult>(Load("ann")).Snapshot!.Snapshot);
        _node.Ask(_node.Snapshots, Save(4, "third of bob", id: "bob"));
        Assert.Equal("third of bob", Assert.IsType<LoadSnapshotResult>(Load("bob")).Snapshot!.Snapshot);
    }

    private List<object> Replay(string id) => _node.Ask(_node.Journal, Requests.Replay(id: id));

    private object Load(string id) => Assert.Single(_node.Ask(_node.Snapshots, Requests.Load(SnapshotSelectionCriteria.Latest, id: id)));

    private void RestartWithDamageAt(string text)
    {
        _node.Stop();
        _disk.Damage(SimulatedNode.JournalDirectory, text);
        _node = NewNode();
    }

    private void Restart()
    {
        _node.Stop();
        _node = NewNode();
    }

    private SimulatedNode NewNode() => new(6, _disk, "actorbroker.journal.local { recovery-cache-bytes = 0, replay-filter.mode = off }");
}
