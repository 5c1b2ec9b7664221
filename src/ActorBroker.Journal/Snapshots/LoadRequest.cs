using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Plugins;
using ActorBroker.Journal.Storage;
using Akka.Persistence;

namespace ActorBroker.Journal.Snapshots;

/// <summary>
/// Asks for the youngest snapshot that fits; answered with null when there is none. One that cannot be read is an error: an older one would be a state whose
/// later events may have been deleted.
/// </summary>
internal sealed class LoadRequest(SnapshotIndex index, PayloadSerializer payloads, string persistenceId, SnapshotSelectionCriteria criteria)
    : AnsweredRequest<SelectedSnapshot?>
{
    public override void Run(RecordLog log)
    {
        var digest = PersistenceIdDigest.Of(persistenceId);
        var found = index.FindYoungest(digest, criteria.Fits);
        var missing = index.Missing(digest);
        if (missing > (found?.SequenceNr ?? 0) && missing <= criteria.MaxSequenceNr && missing >= criteria.MinSequenceNr)
            Fail(new UnreadableEntryException(persistenceId, missing, "it is not in the log, whose damage was reported when it was opened."));
        else if (found is not { } snapshot)
            Succeed(null);
        else if (log.IsDurable(snapshot.Offset))
            Read(log, snapshot);
        else
            log.WhenDurable(failure => Read(log, snapshot, failure));
    }

    private void Read(RecordLog log, StoredSnapshot snapshot, Exception? failure)
    {
        if (failure is null)
            Read(log, snapshot);
        else
            Fail(failure);
    }

    private void Read(RecordLog log, StoredSnapshot snapshot) =>
        log.Submit(new SnapshotRead(persistenceId, payloads, snapshot, End));
}
