using Akka.Persistence;
using Akka.Persistence.Snapshot;

namespace Akka.PublicApi.Tests.Persisting;

/// <summary>A snapshot store as an application writes its own: a list of all snapshots.</summary>
internal sealed class ListSnapshotStore : SnapshotStore
{
    private readonly List<SelectedSnapshot> _snapshots = [];

    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        Task.FromResult(_snapshots.Where(saved => Fits(saved.Metadata, persistenceId, criteria)).MaxBy(saved => saved.Metadata.SequenceNr));

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        _snapshots.Add(new SelectedSnapshot(metadata, snapshot));
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        _snapshots.RemoveAll(saved => saved.Metadata.PersistenceId == metadata.PersistenceId && saved.Metadata.SequenceNr == metadata.SequenceNr);
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        _snapshots.RemoveAll(saved => Fits(saved.Metadata, persistenceId, criteria));
        return Task.CompletedTask;
    }

    private static bool Fits(SnapshotMetadata metadata, string persistenceId, SnapshotSelectionCriteria criteria) =>
        metadata.PersistenceId == persistenceId && metadata.SequenceNr <= criteria.MaxSequenceNr && metadata.Timestamp <= criteria.MaxTimeStamp;
}
