using Akka.Actor;
using Akka.Persistence.Serialization;

namespace Akka.Persistence;

/// <summary>An event with what the journal knows about it. Immutable.</summary>
public interface IPersistentRepresentation : IMessage
{
    /// <summary>The event.</summary>
    object Payload { get; }

    /// <summary>The event adapter's name for the event's form; empty if it has none.</summary>
    string Manifest { get; }

    /// <summary>Whose event it is.</summary>
    string PersistenceId { get; }

    /// <summary>Its place among the events of its actor: 1, 2, ... without gaps, as far as none are deleted.</summary>
    long SequenceNr { get; }

    /// <summary>When the journal wrote it, in ticks of 100 ns, UTC; zero if that is not known.</summary>
    long Timestamp { get; }

    /// <summary>Which incarnation of the actor wrote it: two in one stream of events mean that two actors had the same name at the same time.</summary>
    string WriterGuid { get; }

    /// <summary>Whether it is marked as deleted, as very old journals did.</summary>
    bool IsDeleted { get; }

    /// <summary>Who sent the command; null in the journal.</summary>
    IActorRef? Sender { get; }

    /// <summary>The same with another payload.</summary>
    IPersistentRepresentation WithPayload(object payload);

    /// <summary>The same with another manifest.</summary>
    IPersistentRepresentation WithManifest(string manifest);

    /// <summary>The same with another time.</summary>
    IPersistentRepresentation WithTimestamp(long timestamp);

    /// <summary>The same payload and manifest with everything else new.</summary>
    IPersistentRepresentation Update(long sequenceNr, string persistenceId, bool isDeleted, IActorRef? sender, string writerGuid);
}
