using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Plugins;
using ActorBroker.Journal.Storage;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Snapshots;

/// <summary>Deletes the snapshots of an actor that satisfy a condition; answered with how many there were, when their tombstones are durable.</summary>
internal sealed class RemoveRequest(SnapshotIndex index, string persistenceId, Predicate<StoredSnapshot> condition) : AnsweredRequest<int>
{
    public override void Run(RecordLog log)
    {
        var digest = PersistenceIdDigest.Of(persistenceId);
        var removed = index.Remove(digest, condition);
        if (index.Missing(digest) is var missing and > 0 && condition(new StoredSnapshot(missing, DateTime.UnixEpoch.Ticks, 0)))
            index.ForgetMissing(digest);
        var key = new FieldWriter();
        foreach (var snapshot in removed)
        {
            key.Clear();
            SnapshotKey.Write(key, persistenceId, snapshot.SequenceNr, snapshot.Ticks);
            log.BeginUnit(key.Length);
            log.Stage(log.Now.ToUnixTimeMilliseconds(), key.Written, NullableBytes.Null);
        }

        log.WhenDurable(failure => End(removed.Length, failure));
    }
}
