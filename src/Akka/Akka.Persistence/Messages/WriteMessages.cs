using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Asks a journal to write; each envelope is written whole or not at all.</summary>
public sealed class WriteMessages(IEnumerable<IPersistentEnvelope> messages, IActorRef persistentActor, int actorInstanceId)
    : IJournalRequest
{
    /// <summary>In the order of their sequence numbers.</summary>
    public IEnumerable<IPersistentEnvelope> Messages { get; } = messages;

    /// <summary>Who asks and is answered.</summary>
    public IActorRef PersistentActor { get; } = persistentActor;

    /// <summary>Which incarnation of the persistent actor asked; another one ignores the answer.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}
