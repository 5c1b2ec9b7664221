using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Plugins;
using ActorBroker.Journal.Storage;
using Akka.Persistence;

namespace ActorBroker.Journal.Events;

/// <summary>Has an actor's events read; answered with how many there were, behind the last of them.</summary>
internal sealed class ReplayRequest(
    EventIndex index, PayloadSerializer payloads, ReplayRange range, Action<IPersistentRepresentation> recovered) : AnsweredRequest<int>
{
    public override void Run(RecordLog log)
    {
        var digest = PersistenceIdDigest.Of(range.PersistenceId);
        if (log.IsDurable(index.LastOffset(digest)))
            Read(log, digest);
        else
            log.WhenDurable(failure => Read(log, digest, failure));
    }

    private void Read(RecordLog log, UInt128 digest, Exception? failure)
    {
        if (failure is null)
            Read(log, digest);
        else
            Fail(failure);
    }

    private void Read(RecordLog log, UInt128 digest)
    {
        var missing = index.MissingUpTo(digest);
        if (missing > 0 && missing >= range.From && range.Max > 0)
        {
            Fail(new UnreadableEntryException(range.PersistenceId, missing, "it is not in the log, whose damage was reported when it was opened."));
            return;
        }

        var runs = index.Find(digest, range.From, range.To, range.Max);
        log.Submit(new EventRead(range.PersistenceId, payloads, runs, recovered, End));
    }
}
