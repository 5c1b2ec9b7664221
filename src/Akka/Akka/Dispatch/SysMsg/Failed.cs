using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>A child tells its parent that it failed and has suspended itself.</summary>
public sealed class Failed : SystemMessage
{
    public Failed(IActorRef child, Exception cause, long uid)
    {
        Child = child;
        Cause = cause;
        Uid = uid;
    }

    public IActorRef Child { get; }

    public Exception Cause { get; }

    /// <summary>The incarnation that failed; a failure of another one is stale.</summary>
    public long Uid { get; }

    public override string ToString() => $"<Failed>: {Child}";
}
