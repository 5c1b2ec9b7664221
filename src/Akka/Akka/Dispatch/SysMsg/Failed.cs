using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>A child tells its parent that it failed and has suspended itself.</summary>
public sealed class Failed(IActorRef child, Exception cause, long uid) : SystemMessage
{
    public IActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;

    /// <summary>The incarnation that failed; a failure of another one is stale.</summary>
    public long Uid { get; } = uid;

    public override string ToString() => $"<Failed>: {Child}";
}
