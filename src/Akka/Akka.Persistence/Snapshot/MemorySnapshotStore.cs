namespace Akka.Persistence.Snapshot;

/// <summary>Keeps snapshots in memory, as long as the store's actor lives. Nothing is serialized: what is saved must not be changed any more.</summary>
public class MemorySnapshotStore : SnapshotStore
{
    private readonly Dictionary<string, SortedDictionary<SnapshotMetadata, object>> _snapshots = [];

    /// <inheritdoc/>
    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var youngest = Of(persistenceId).LastOrDefault(entry => criteria.IsMatch(entry.Key));
        return Task.FromResult(youngest.Key is null ? null : new SelectedSnapshot(youngest.Key, youngest.Value));
    }

    /// <inheritdoc/>
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        Of(metadata.PersistenceId)[metadata] = snapshot;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task DeleteAsync(SnapshotMetadata metadata) => Delete(metadata.PersistenceId, metadata.IsSameAs);

    /// <inheritdoc/>
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Delete(persistenceId, criteria.IsMatch);

    private Task Delete(string persistenceId, Func<SnapshotMetadata, bool> isMatch)
    {
        var all = Of(persistenceId);
        foreach (var metadata in all.Keys.Where(isMatch).ToList())
            all.Remove(metadata);
        return Task.CompletedTask;
    }

    private SortedDictionary<SnapshotMetadata, object> Of(string persistenceId)
    {
        if (!_snapshots.TryGetValue(persistenceId, out var all))
            _snapshots[persistenceId] = all = new SortedDictionary<SnapshotMetadata, object>(SnapshotMetadata.Comparer);
        return all;
    }
}
