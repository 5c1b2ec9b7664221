using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Storage;
using ActorBroker.Log.Segments;
using ActorBroker.Model.Records;
using Akka.Persistence;

namespace ActorBroker.Journal.Snapshots;

/// <summary>Reads one snapshot.</summary>
internal sealed class SnapshotRead(
    string persistenceId, PayloadSerializer payloads, StoredSnapshot snapshot, Action<SelectedSnapshot?, Exception?> ended)
    : LogRead([new OffsetRange(snapshot.Offset, 1)])
{
    private SelectedSnapshot? _selected;

    public override void OnRecord(RecordView record)
    {
        if (!SnapshotKey.TryRead(record.Key.Span, out var key)
            || key.SequenceNr != snapshot.SequenceNr
            || key.Ticks != snapshot.Ticks
            || record.Value.IsNull
            || !PersistenceIdDigest.IsSame(key.Id, persistenceId))
            throw new UnreadableEntryException(persistenceId, snapshot.SequenceNr, "another record is in its place.");

        var metadata = new SnapshotMetadata(persistenceId, snapshot.SequenceNr, new DateTime(snapshot.Ticks, DateTimeKind.Utc));
        _selected = new SelectedSnapshot(metadata, Decode(record));
    }

    public override void OnEnd(Exception? failure) =>
        ended(_selected, failure is CorruptBatchException or InvalidDataException
            ? new UnreadableEntryException(persistenceId, snapshot.SequenceNr, failure.Message, failure)
            : failure);

    private object Decode(RecordView record)
    {
        try
        {
            return SnapshotValue.Read(record.Value.Span, payloads, persistenceId, snapshot.SequenceNr);
        }
        catch (Exception exception) when (exception is not UnreadableEntryException)
        {
            // The serializers are the user's, and may throw anything.
            throw new UnreadableEntryException(persistenceId, snapshot.SequenceNr, exception.Message, exception);
        }
    }
}
