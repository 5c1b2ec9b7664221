namespace Akka.Persistence;

/// <summary>Asks a snapshot store for the youngest snapshot that fits.</summary>
public sealed class LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr) : ISnapshotRequest
{
    /// <summary>Whose.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    /// <summary>Snapshots of a later state do not fit.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;
}
