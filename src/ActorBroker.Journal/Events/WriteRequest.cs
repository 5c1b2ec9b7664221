using System.Collections.Immutable;
using ActorBroker.Journal.Plugins;
using ActorBroker.Journal.Storage;
using Akka.Persistence;

namespace ActorBroker.Journal.Events;

/// <summary>Events to be written; answered when they are durable, with an error for each atomic write that was rejected, or null when none was.</summary>
internal sealed class WriteRequest(EventIndex index, WriteEncoding encoding, IReadOnlyList<AtomicWrite> writes)
    : AnsweredRequest<IImmutableList<Exception?>?>
{
    public override void Run(RecordLog log)
    {
        if (FindStale() is { } stale)
        {
            Fail(stale);
            return;
        }

        var rejections = new Exception?[writes.Count];
        for (var number = 0; number < writes.Count; number++)
            rejections[number] = Stage(log, writes[number]);

        IImmutableList<Exception?>? answer = Array.TrueForAll(rejections, rejection => rejection is null) ? null : [.. rejections];
        log.WhenDurable(failure => End(answer, failure));
    }

    /// <summary>Two actors with one id would overwrite each other's events, so numbers must rise.</summary>
    private StaleSequenceNumberException? FindStale()
    {
        var highestOf = new Dictionary<string, long>(writes.Count);
        foreach (var write in writes)
        {
            var id = write.PersistenceId;
            if (!highestOf.TryGetValue(id, out var highest))
                highest = index.HighestSequenceNr(PersistenceIdDigest.Of(id));
            foreach (var @event in EventsOf(write))
            {
                if (@event.SequenceNr <= highest)
                    return new StaleSequenceNumberException(id, @event.SequenceNr, highest);
                highest = @event.SequenceNr;
            }

            highestOf[id] = highest;
        }

        return null;
    }

    private Exception? Stage(RecordLog log, AtomicWrite write)
    {
        var digest = PersistenceIdDigest.Of(write.PersistenceId);
        try
        {
            encoding.Encode(write.PersistenceId, EventsOf(write), index.HighestSequenceNr(digest), log.WriteBytesMax);
        }
        catch (Exception exception)
        {
            // The serializers are the user's: whatever they throw says that this cannot be written, now or later.
            return exception;
        }

        encoding.Stage(log, index, digest);
        return null;
    }

    private static IImmutableList<IPersistentRepresentation> EventsOf(AtomicWrite write) => (IImmutableList<IPersistentRepresentation>)write.Payload;
}
