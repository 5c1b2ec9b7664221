using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Plugins;
using ActorBroker.Journal.Storage;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Events;

/// <summary>
/// Deletes an actor's events up to a number. One record, the mark, decides; the tombstones behind it only let compaction take the events, and those that a
/// crash cuts off are written with the actor's next deletion. Answered with the number up to which events are deleted, when the mark is durable.
/// </summary>
internal sealed class DeleteRequest(EventIndex index, string persistenceId, long to) : AnsweredRequest<long>
{
    private readonly FieldWriter _key = new();
    private readonly FieldWriter _value = new();

    public override void Run(RecordLog log)
    {
        var digest = PersistenceIdDigest.Of(persistenceId);
        var highest = index.HighestSequenceNr(digest);
        var deletedTo = Math.Min(to, highest);
        if (deletedTo > index.DeletedTo(digest))
            Stage(log, index.Delete(digest, deletedTo), new DeletionValue(deletedTo, highest));

        log.WhenDurable(failure => End(deletedTo, failure));
    }

    private void Stage(RecordLog log, List<EventRun> removed, DeletionValue mark)
    {
        var timestamp = log.Now.ToUnixTimeMilliseconds();
        EventKey.WriteDeletion(_key, persistenceId);
        mark.Write(_value);
        log.BeginUnit(_key.Length + _value.Length);
        log.Stage(timestamp, _key.Written, _value.Written);
        foreach (var run in removed)
        {
            for (var sequenceNr = run.SequenceNr; sequenceNr <= run.LastSequenceNr; sequenceNr++)
            {
                _key.Clear();
                EventKey.WriteEvent(_key, sequenceNr, persistenceId);
                log.BeginUnit(_key.Length);
                log.Stage(timestamp, _key.Written, NullableBytes.Null);
            }
        }
    }
}
