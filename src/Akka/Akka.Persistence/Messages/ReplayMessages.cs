using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Asks a journal for events.</summary>
public sealed class ReplayMessages(long fromSequenceNr, long toSequenceNr, long max, string persistenceId, IActorRef persistentActor)
    : IJournalRequest
{
    /// <summary>The first, inclusive.</summary>
    public long FromSequenceNr { get; } = fromSequenceNr;

    /// <summary>The last, inclusive.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;

    /// <summary>How many at most.</summary>
    public long Max { get; } = max;

    /// <summary>Whose.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Who asks and is answered.</summary>
    public IActorRef PersistentActor { get; } = persistentActor;
}
