namespace Akka.Persistence;

/// <summary>An event was written.</summary>
public sealed class WriteMessageSuccess(IPersistentRepresentation persistent, int actorInstanceId) : IJournalResponse
{
    /// <summary>The event.</summary>
    public IPersistentRepresentation Persistent { get; } = persistent;

    /// <summary>Which incarnation of the persistent actor asked; another one ignores the answer.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}
