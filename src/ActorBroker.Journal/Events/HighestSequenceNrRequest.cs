using ActorBroker.Journal.Plugins;
using ActorBroker.Journal.Storage;

namespace ActorBroker.Journal.Events;

/// <summary>Asks for an actor's highest sequence number; answered when what it wrote before is durable, so that no number is used twice.</summary>
internal sealed class HighestSequenceNrRequest(EventIndex index, string persistenceId) : AnsweredRequest<long>
{
    public override void Run(RecordLog log)
    {
        var digest = PersistenceIdDigest.Of(persistenceId);
        var highest = index.HighestSequenceNr(digest);
        if (log.IsDurable(index.LastOffset(digest)))
            Succeed(highest);
        else
            log.WhenDurable(failure => End(highest, failure));
    }
}
