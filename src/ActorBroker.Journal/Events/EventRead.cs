using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Storage;
using ActorBroker.Log.Segments;
using ActorBroker.Model.Records;
using Akka.Persistence;

namespace ActorBroker.Journal.Events;

/// <summary>Reads the events of one actor and gives them to it.</summary>
internal sealed class EventRead(
    string persistenceId,
    PayloadSerializer payloads,
    IReadOnlyList<EventRun> runs,
    Action<IPersistentRepresentation> recovered,
    Action<int, Exception?> ended)
    : LogRead([.. runs.Select(run => new OffsetRange(run.Offset, run.Count))])
{
    private int _count;

    private long NextSequenceNr => runs[Range].SequenceNr + Taken;

    public override void OnRecord(RecordView record)
    {
        var sequenceNr = NextSequenceNr;
        if (!EventKey.TryRead(record.Key.Span, out var key)
            || !key.IsEvent
            || key.SequenceNr != sequenceNr
            || !PersistenceIdDigest.IsSame(key.Id, persistenceId))
            throw new UnreadableEntryException(persistenceId, sequenceNr, "another record is in its place.");

        recovered(Decode(record, sequenceNr));
        _count++;
    }

    public override void OnEnd(Exception? failure)
    {
        ended(_count, failure is CorruptBatchException or InvalidDataException
            ? new UnreadableEntryException(persistenceId, NextSequenceNr, failure.Message, failure)
            : failure);
    }

    private Persistent Decode(RecordView record, long sequenceNr)
    {
        try
        {
            return EventValue.Read(record.Value.Span, payloads, persistenceId, sequenceNr);
        }
        catch (Exception exception) when (exception is not UnreadableEntryException)
        {
            // The serializers are the user's, and may throw anything.
            throw new UnreadableEntryException(persistenceId, sequenceNr, exception.Message, exception);
        }
    }
}
