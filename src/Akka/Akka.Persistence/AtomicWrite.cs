using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Serialization;

namespace Akka.Persistence;

/// <summary>Events of one actor that are written all or not at all.</summary>
public sealed class AtomicWrite : IPersistentEnvelope, IMessage
{
    private readonly IImmutableList<IPersistentRepresentation> _events;

    /// <summary>One event.</summary>
    public AtomicWrite(IPersistentRepresentation @event)
        : this(ImmutableArray.Create(@event))
    {
    }

    /// <summary>Events in the order of their sequence numbers.</summary>
    /// <exception cref="ArgumentException">There are none, or they are not all of one actor.</exception>
    public AtomicWrite(IImmutableList<IPersistentRepresentation> payload)
    {
        if (payload.Count == 0)
            throw new ArgumentException("An atomic write holds at least one event.", nameof(payload));

        _events = payload;
        PersistenceId = payload[0].PersistenceId;
        for (var i = 1; i < payload.Count; i++)
        {
            if (payload[i].PersistenceId != PersistenceId)
                throw new ArgumentException($"An atomic write holds events of one actor, not of '{PersistenceId}' and '{payload[i].PersistenceId}'.", nameof(payload));
        }
    }

    /// <summary>The events, an immutable list of <see cref="IPersistentRepresentation"/>.</summary>
    public object Payload => _events;

    /// <summary>Whose events they are.</summary>
    public string PersistenceId { get; }

    /// <summary>Always null: each event has its own sender.</summary>
    public IActorRef? Sender => null;

    /// <inheritdoc/>
    public int Size => _events.Count;

    /// <summary>The last event's sequence number.</summary>
    public long HighestSequenceNr => _events[_events.Count - 1].SequenceNr;

    internal IImmutableList<IPersistentRepresentation> Events => _events;
}
