using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Asks a journal to delete events.</summary>
public sealed class DeleteMessagesTo(string persistenceId, long toSequenceNr, IActorRef persistentActor) : IJournalRequest
{
    /// <summary>Whose.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Up to which, inclusive.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;

    /// <summary>Who asks and is answered.</summary>
    public IActorRef PersistentActor { get; } = persistentActor;
}
