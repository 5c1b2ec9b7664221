using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>The base of journals: applies the event adapters.</summary>
public abstract class WriteJournalBase : ActorBase
{
    private readonly EventAdapters _adapters = Persistence.Instance.Apply(Context.System).AdaptersOf(Context.Self);

    /// <summary>What is to be written: in the journal's form, without senders, with the time.</summary>
    protected IEnumerable<AtomicWrite> PreparePersistentBatch(IEnumerable<IPersistentEnvelope> resequenceables)
    {
        var now = Context.System.Scheduler.Now.UtcTicks;
        var prepared = new List<AtomicWrite>();
        foreach (var envelope in resequenceables)
        {
            if (envelope is AtomicWrite write)
                prepared.Add(new AtomicWrite(write.Events.Select<IPersistentRepresentation, IPersistentRepresentation>(@event => Prepare(@event, now)).ToImmutableArray()));
        }

        return prepared;
    }

    /// <summary>An event as the journal's adapters read it: none, one, or several with the same sequence number.</summary>
    protected IEnumerable<IPersistentRepresentation> AdaptFromJournal(IPersistentRepresentation representation)
    {
        var adapter = _adapters.Get(representation.Payload.GetType());
        return adapter is IdentityEventAdapter
            ? [representation]
            : adapter.FromJournal(representation.Payload, representation.Manifest).Events.Select(representation.WithPayload);
    }

    /// <summary>An event as the journal's adapters write it.</summary>
    protected IPersistentRepresentation AdaptToJournal(IPersistentRepresentation representation)
    {
        var adapter = _adapters.Get(representation.Payload.GetType());
        return adapter is IdentityEventAdapter
            ? representation
            : representation.WithPayload(adapter.ToJournal(representation.Payload)).WithManifest(adapter.Manifest(representation.Payload));
    }

    // A reference to the sender would be of no use to who replays the event.
    private Persistent Prepare(IPersistentRepresentation @event, long now)
    {
        var adapted = AdaptToJournal(@event);
        return new Persistent(
            adapted.Payload, @event.SequenceNr, @event.PersistenceId, adapted.Manifest, @event.IsDeleted, null, @event.WriterGuid, now);
    }
}
