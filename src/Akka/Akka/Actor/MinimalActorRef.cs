using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>A reference without an actor: it takes everything and does nothing.</summary>
public abstract class MinimalActorRef : InternalActorRefBase
{
    public override IInternalActorRef Parent => ActorRefs.Nobody;

    public override bool IsLocal => true;

    public override bool IsTerminated => false;

    public override IActorRef GetChild(IReadOnlyList<string> name) =>
        name.All(string.IsNullOrEmpty) ? this : ActorRefs.Nobody;

    public override void Resume(Exception? causedByFailure = null)
    {
    }

    public override void Start()
    {
    }

    public override void Stop()
    {
    }

    public override void Restart(Exception cause)
    {
    }

    public override void Suspend()
    {
    }

    public override void SendSystemMessage(ISystemMessage message) => ReceiveSystemMessage(message);

    protected override void TellInternal(object message, IActorRef? sender)
    {
    }

    private protected virtual void ReceiveSystemMessage(ISystemMessage message)
    {
    }
}
