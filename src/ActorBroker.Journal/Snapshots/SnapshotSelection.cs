using Akka.Persistence;

namespace ActorBroker.Journal.Snapshots;

/// <summary>Which stored snapshots a request means.</summary>
internal static class SnapshotSelection
{
    /// <summary>True for a snapshot between the bounds of the criteria, all inclusive.</summary>
    public static bool Fits(this SnapshotSelectionCriteria criteria, StoredSnapshot snapshot) =>
        snapshot.SequenceNr <= criteria.MaxSequenceNr
        && snapshot.SequenceNr >= criteria.MinSequenceNr
        && snapshot.Ticks <= criteria.MaxTimeStamp.Ticks
        && snapshot.Ticks >= (criteria.MinTimestamp?.Ticks ?? 0);

    /// <summary>True for the snapshot that the metadata name; without a time, for every one of their sequence number.</summary>
    public static bool Names(this SnapshotMetadata metadata, StoredSnapshot snapshot) =>
        snapshot.SequenceNr == metadata.SequenceNr
        && (metadata.Timestamp == DateTime.MinValue || snapshot.Ticks == metadata.Timestamp.Ticks);
}
