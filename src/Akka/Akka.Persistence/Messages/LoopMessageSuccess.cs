namespace Akka.Persistence;

/// <summary>A deferred event comes back in its place among the written ones.</summary>
public sealed class LoopMessageSuccess(object message, int actorInstanceId) : IJournalResponse
{
    /// <summary>The event.</summary>
    public object Message { get; } = message;

    /// <summary>Which incarnation of the persistent actor asked; another one ignores the answer.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}
