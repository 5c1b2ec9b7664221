using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>The first message of every cell: make the actor.</summary>
public sealed class Create(ActorInitializationException? failure = null) : SystemMessage
{
    /// <summary>Set when the cell could not be built (a wrong mailbox, say): the actor fails with it at once.</summary>
    public ActorInitializationException? Failure { get; } = failure;

    public override string ToString() => $"<Create>: {Failure}";
}
