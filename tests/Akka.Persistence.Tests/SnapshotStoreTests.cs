using Akka.Actor;
using Akka.Persistence.Snapshot;

namespace Akka.Persistence.Tests;

/// <summary>The two snapshot stores keep the same promises.</summary>
public sealed class SnapshotStoreTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly List<object> _answers = [];
    private SimulatedPersistence? _simulated;

    public void Dispose()
    {
        _simulated?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("inmem")]
    [InlineData("local")]
    public void The_youngest_snapshot_that_fits_is_loaded(string store)
    {
        Ask(store, Save(1, 10, "one"), Save(2, 20, "two"), Save(2, 30, "two again"), Save(3, 40, "three"));

        Assert.Equal("three", Load(store, SnapshotSelectionCriteria.Latest));
        Assert.Equal("two again", Load(store, new SnapshotSelectionCriteria(2)));
        Assert.Equal("two", Load(store, new SnapshotSelectionCriteria(5, At(25))));
        Assert.Equal("two again", Load(store, SnapshotSelectionCriteria.Latest, to: 2));
        Assert.Null(Load(store, new SnapshotSelectionCriteria(5, At(99), minSequenceNr: 4)));
        Assert.Null(Load(store, SnapshotSelectionCriteria.None));
        Assert.Null(Load(store, SnapshotSelectionCriteria.Latest, id: "other"));
    }

    [Theory]
    [InlineData("inmem")]
    [InlineData("local")]
    public void Deleted_snapshots_are_gone_and_deleting_nothing_succeeds(string store)
    {
        Ask(store, Save(1, 10, "one"), Save(2, 20, "two"), Save(2, 30, "two again"), Save(3, 40, "three"), Save(4, 50, "four"));

        Ask(store, new DeleteSnapshot(new SnapshotMetadata("id", 4)), new DeleteSnapshot(new SnapshotMetadata("id", 2, At(30))));
        Ask(store, new DeleteSnapshots("id", new SnapshotSelectionCriteria(9, DateTime.MaxValue, minSequenceNr: 3)), new DeleteSnapshot(new SnapshotMetadata("id", 77)));

        Assert.Equal("two", Load(store, SnapshotSelectionCriteria.Latest));
        Assert.Equal(3, _answers.Count(answer => answer is DeleteSnapshotSuccess));
        Assert.Single(_answers.OfType<DeleteSnapshotsSuccess>());
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("with * and ? and %2F and / and \\")]
    [InlineData("ümläut-1-2")]
    [InlineData(".")]
    public void Any_id_is_a_file_of_its_own_in_the_folder(string id)
    {
        Ask("local", new SaveSnapshot(new SnapshotMetadata(id, 1, At(1)), "mine"), new SaveSnapshot(new SnapshotMetadata(id + "-1", 1, At(1)), "other"));

        Assert.Equal("mine", Load("local", SnapshotSelectionCriteria.Latest, id: id));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void A_damaged_file_is_passed_over_for_the_one_before()
    {
        Ask("local", Save(1, 10, "one"), Save(2, 20, "two"));
        File.WriteAllBytes(FileOf(2), [8, 255]);

        Assert.Equal("one", Load("local", SnapshotSelectionCriteria.Latest));

        File.WriteAllBytes(FileOf(1), []);
        Load("local", SnapshotSelectionCriteria.Latest);
        Assert.IsType<LoadSnapshotFailed>(_answers[^1]);
    }

    [Fact]
    public void What_a_crash_left_unfinished_is_taken_away_at_the_start()
    {
        var unfinished = Path.Combine(_folder.Path, "snapshot-id-1-1.tmp");
        File.WriteAllText(unfinished, "half");

        Ask("local", Save(2, 20, "two"));

        Assert.False(File.Exists(unfinished));
        Assert.Equal("two", Load("local", SnapshotSelectionCriteria.Latest));
    }

    [Fact]
    public void A_snapshot_that_no_serializer_is_bound_to_is_refused()
    {
        Ask("local", Save(1, 10, new Version(1, 0)));

        var failure = Assert.IsType<SaveSnapshotFailure>(Assert.Single(_answers));
        Assert.StartsWith("No serializer is bound to the type 'System.Version", failure.Cause.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Without_a_store_there_are_no_snapshots_and_none_can_be_saved()
    {
        var store = System().Start(() => new NoSnapshotStore());

        Tell(store, new LoadSnapshot("id", SnapshotSelectionCriteria.Latest, 9), Save(1, 10, "one"));

        Assert.Null(Assert.IsType<LoadSnapshotResult>(_answers[0]).Snapshot);
        Assert.IsType<NoSnapshotStore.NoSnapshotStoreException>(Assert.IsType<SaveSnapshotFailure>(_answers[1]).Cause);
    }

    private static DateTime At(long ticks) => new(ticks, DateTimeKind.Utc);

    private static SaveSnapshot Save(long sequenceNr, long ticks, object snapshot) => new(new SnapshotMetadata("id", sequenceNr, At(ticks)), snapshot);

    private string FileOf(long sequenceNr) => Directory.GetFiles(_folder.Path, $"snapshot-id-{sequenceNr}-*").Single();

    private object? Load(string store, SnapshotSelectionCriteria criteria, long to = long.MaxValue, string id = "id")
    {
        Ask(store, new LoadSnapshot(id, criteria, to));
        return (_answers[^1] as LoadSnapshotResult)?.Snapshot?.Snapshot;
    }

    private void Ask(string store, params object[] requests)
    {
        var simulated = System();
        Tell(Persistence.Instance.Apply(simulated.System).SnapshotStoreFor($"akka.persistence.snapshot-store.{store}"), requests);
    }

    private SimulatedPersistence System() =>
        _simulated ??= new SimulatedPersistence(5, $"akka.persistence.snapshot-store.local.dir = \"{_folder.Path.Replace('\\', '/')}\"");

    private void Tell(IActorRef store, params object[] requests)
    {
        var asker = _simulated!.Start(() => new SimulatedPersistence.Listener(_answers.Add));
        foreach (var request in requests)
            store.Tell(request, asker);
        _simulated.Settle();
    }
}
