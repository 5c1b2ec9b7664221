namespace Akka.Persistence.Snapshot;

/// <summary>The store of a system that has none: it has no snapshots, and refuses to save or delete any.</summary>
public sealed class NoSnapshotStore : SnapshotStore
{
    /// <inheritdoc/>
    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        Task.FromResult<SelectedSnapshot?>(null);

    /// <inheritdoc/>
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) => Refused();

    /// <inheritdoc/>
    protected override Task DeleteAsync(SnapshotMetadata metadata) => Refused();

    /// <inheritdoc/>
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Refused();

    private static Task Refused() =>
        Task.FromException(new NoSnapshotStoreException("No snapshot store is configured (akka.persistence.snapshot-store.plugin)."));

    /// <summary>There is no snapshot store.</summary>
    public class NoSnapshotStoreException : Exception
    {
        /// <summary>Without words.</summary>
        public NoSnapshotStoreException()
        {
        }

        /// <summary>With words.</summary>
        public NoSnapshotStoreException(string message)
            : base(message)
        {
        }

        /// <summary>With words and a cause.</summary>
        public NoSnapshotStoreException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
