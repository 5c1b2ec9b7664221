namespace Akka.Persistence;

/// <summary>An event was refused before it was written; it is not in the journal.</summary>
public sealed class WriteMessageRejected(IPersistentRepresentation persistent, Exception cause, int actorInstanceId) : IJournalResponse
{
    /// <summary>The event.</summary>
    public IPersistentRepresentation Persistent { get; } = persistent;

    /// <summary>Why.</summary>
    public Exception Cause { get; } = cause;

    /// <summary>Which incarnation of the persistent actor asked; another one ignores the answer.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}
