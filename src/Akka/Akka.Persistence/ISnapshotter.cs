namespace Akka.Persistence;

/// <summary>Something that saves snapshots of its state. Every answer comes as a message.</summary>
public interface ISnapshotter
{
    /// <summary>The name of its snapshots.</summary>
    string SnapshotterId { get; }

    /// <summary>The sequence number of the last event in its state.</summary>
    long SnapshotSequenceNr { get; }

    /// <summary>Asks for the youngest snapshot that fits.</summary>
    void LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr);

    /// <summary>Saves a snapshot of the present state. Answered by <see cref="SaveSnapshotSuccess"/> or <see cref="SaveSnapshotFailure"/>.</summary>
    void SaveSnapshot(object snapshot);

    /// <summary>Deletes one snapshot. Answered by <see cref="DeleteSnapshotSuccess"/> or <see cref="DeleteSnapshotFailure"/>.</summary>
    void DeleteSnapshot(long sequenceNr);

    /// <summary>Deletes snapshots. Answered by <see cref="DeleteSnapshotsSuccess"/> or <see cref="DeleteSnapshotsFailure"/>.</summary>
    void DeleteSnapshots(SnapshotSelectionCriteria criteria);
}
