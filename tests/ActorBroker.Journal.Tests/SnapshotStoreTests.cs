using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Disk;
using Akka.Persistence;
using static ActorBroker.Journal.Tests.Support.Requests;

namespace ActorBroker.Journal.Tests;

/// <summary>The promises of the official plugin test kit for a snapshot store, with five snapshots of one actor, each also after a restart.</summary>
public sealed class SnapshotStoreTests : IDisposable
{
    private readonly MemoryDisk _disk = new();
    private readonly List<SnapshotMetadata> _saved = [];
    private SimulatedNode _node;

    public SnapshotStoreTests()
    {
        _node = NewNode();
        for (var number = 1; number <= 5; number++)
        {
            _saved.Add(Assert.IsType<SaveSnapshotSuccess>(Assert.Single(Ask(Save(number + 10, $"s-{number}")))).Metadata);
            _node.Run.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public void An_actor_without_snapshots_gets_none() =>
        AssertLoaded(null, SnapshotSelectionCriteria.Latest, id: "nobody");

    [Fact]
    public void The_youngest_is_loaded() => AssertLoaded(5, SnapshotSelectionCriteria.Latest);

    [Fact]
    public void No_snapshot_outside_of_the_criteria_is_loaded()
    {
        AssertLoaded(null, new SnapshotSelectionCriteria(long.MaxValue, At(100_000)));
        AssertLoaded(null, new SnapshotSelectionCriteria(7));
        AssertLoaded(null, SnapshotSelectionCriteria.Latest, to: 7);
        AssertLoaded(null, SnapshotSelectionCriteria.None);
        AssertLoaded(null, new SnapshotSelectionCriteria(99, DateTime.MaxValue, minSequenceNr: 16));
        AssertLoaded(null, new SnapshotSelectionCriteria(13, DateTime.MaxValue, minTimestamp: _saved[3].Timestamp));
    }

    [Fact]
    public void The_youngest_within_the_bounds_of_number_and_time_is_loaded()
    {
        AssertLoaded(3, new SnapshotSelectionCriteria(13));
        AssertLoaded(3, SnapshotSelectionCriteria.Latest, to: 13);
        AssertLoaded(3, new SnapshotSelectionCriteria(13, _saved[2].Timestamp));
        AssertLoaded(3, new SnapshotSelectionCriteria(long.MaxValue, _saved[2].Timestamp), to: 13);
        AssertLoaded(3, new SnapshotSelectionCriteria(long.MaxValue, _saved[3].Timestamp.AddTicks(-1)));
    }

    [Fact]
    public void One_snapshot_is_deleted_by_its_number_alone()
    {
        var published = _node.Gather<DeleteSnapshot>();
        var request = new DeleteSnapshot(new SnapshotMetadata(Id, _saved[2].SequenceNr));

        var heard = Ask(_ => request);

        Assert.IsType<DeleteSnapshotSuccess>(Assert.Single(heard));
        Assert.Same(request, Assert.Single(published));
        AssertLoaded(2, new SnapshotSelectionCriteria(13));
    }

    [Fact]
    public void A_number_with_another_time_deletes_nothing()
    {
        Ask(_ => new DeleteSnapshot(new SnapshotMetadata(Id, 13, _saved[2].Timestamp.AddTicks(1))));

        AssertLoaded(3, new SnapshotSelectionCriteria(13));
    }

    [Fact]
    public void All_snapshots_within_the_bounds_of_number_and_time_are_deleted()
    {
        var published = _node.Gather<DeleteSnapshots>();

        var heard = Ask(_ => new DeleteSnapshots(Id, new SnapshotSelectionCriteria(13, _saved[2].Timestamp)));

        Assert.IsType<DeleteSnapshotsSuccess>(Assert.Single(heard));
        Assert.Single(published);
        AssertLoaded(null, new SnapshotSelectionCriteria(13, _saved[2].Timestamp));
        AssertLoaded(4, new SnapshotSelectionCriteria(14, _saved[3].Timestamp));
    }

    [Fact]
    public void Snapshots_behind_the_bound_of_time_are_not_deleted()
    {
        var criteria = new SnapshotSelectionCriteria(14, _saved[3].Timestamp.AddTicks(-1));

        var heard = Ask(_ => new DeleteSnapshots(Id, criteria));

        Assert.Equal(criteria, Assert.IsType<DeleteSnapshotsSuccess>(Assert.Single(heard)).Criteria);
        AssertLoaded(4, new SnapshotSelectionCriteria(14, _saved[3].Timestamp));
    }

    [Fact]
    public void A_snapshot_of_the_same_number_and_time_replaces_the_one_before()
    {
        var heard = Ask(_ => new SaveSnapshot(_saved[4], "s-5 again"));

        Assert.Equal(15, Assert.IsType<SaveSnapshotSuccess>(Assert.Single(heard)).Metadata.SequenceNr);
        Assert.Equal("s-5 again", Loaded(new SnapshotSelectionCriteria(15))!.Snapshot);
        Restart();
        Assert.Equal("s-5 again", Loaded(new SnapshotSelectionCriteria(15))!.Snapshot);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(3_000_000)]
    public void A_large_snapshot_is_kept(int bytes)
    {
        var snapshot = new byte[bytes];
        new Random(bytes).NextBytes(snapshot);

        Ask(Save(100, snapshot));
        Restart();

        Assert.True(snapshot.AsSpan().SequenceEqual((byte[])Loaded(SnapshotSelectionCriteria.Latest)!.Snapshot));
    }

    [Fact]
    public void A_snapshot_goes_through_the_serializer_of_its_type()
    {
        var someone = _node.Listen(_ => { });

        Ask(Save(100, new Fussy("x", someone)));
        Restart();

        var loaded = Assert.IsType<Fussy>(Loaded(SnapshotSelectionCriteria.Latest)!.Snapshot);
        Assert.Equal(("x", someone.Path), (loaded.Text, loaded.Who!.Path));
    }

    [Fact]
    public void What_cannot_be_serialized_is_not_saved()
    {
        var heard = Ask(Save(100, new Fussy(Fussy.NeverWritten)), Save(101, new Version(1, 0)));

        Assert.Equal(2, heard.OfType<SaveSnapshotFailure>().Count());
        AssertLoaded(5, SnapshotSelectionCriteria.Latest);
    }

    [Fact]
    public void A_snapshot_that_cannot_be_read_fails_its_actor_and_no_other()
    {
        Ask(Save(100, new Fussy(Fussy.NeverRead)), Save(100, "fine", id: "other"));

        var heard = Ask(Load(SnapshotSelectionCriteria.Latest), Load(SnapshotSelectionCriteria.Latest, id: "other"));

        Assert.IsType<UnreadableEntryException>(Assert.Single(heard.OfType<LoadSnapshotFailed>()).Cause);
        Assert.Equal("fine", Assert.Single(heard.OfType<LoadSnapshotResult>()).Snapshot!.Snapshot);
        AssertLoaded(5, new SnapshotSelectionCriteria(99));
    }

    [Fact]
    public void Deleted_snapshots_stay_deleted_and_deleting_nothing_succeeds()
    {
        Ask(_ => new DeleteSnapshots(Id, SnapshotSelectionCriteria.Latest), _ => new DeleteSnapshot(new SnapshotMetadata("nobody", 1)));

        AssertLoaded(null, SnapshotSelectionCriteria.Latest);
    }

    private List<object> Ask(params Func<Akka.Actor.IActorRef, object>[] requests) => _node.Ask(_node.Snapshots, requests);

    private void AssertLoaded(int? number, SnapshotSelectionCriteria criteria, long to = long.MaxValue, string id = Id)
    {
        for (var start = 0; start < 2; start++, Restart())
        {
            var selected = Loaded(criteria, to, id);
            Assert.Equal(number is null ? null : $"s-{number}", selected?.Snapshot);
            if (number is { } index)
                Assert.Equal(_saved[index - 1], selected!.Metadata);
        }
    }

    private SelectedSnapshot? Loaded(SnapshotSelectionCriteria criteria, long to = long.MaxValue, string id = Id)
    {
        var result = Assert.IsType<LoadSnapshotResult>(Assert.Single(Ask(Load(criteria, to, id))));
        Assert.Equal(to, result.ToSequenceNr);
        return result.Snapshot;
    }

    private SimulatedNode NewNode() => new(4, _disk, "akka.persistence.publish-plugin-commands = on");

    private void Restart()
    {
        _node.Stop();
        _node = NewNode();
    }
}
