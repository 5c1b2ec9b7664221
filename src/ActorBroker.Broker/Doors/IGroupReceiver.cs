using ActorBroker.Machines.Groups;

namespace ActorBroker.Broker.Doors;

/// <summary>Takes the answer of a group.</summary>
public interface IGroupReceiver
{
    /// <summary>Called once for each request, on an actor's thread: hands on and returns, and throws nothing.</summary>
    /// <param name="reply">
    /// The answer that belongs to the command, or an <see cref="ErrorReply"/>: COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE,
    /// NOT_COORDINATOR, UNKNOWN_SERVER_ERROR.
    /// </param>
    void OnAnswered(GroupReply reply);
}
