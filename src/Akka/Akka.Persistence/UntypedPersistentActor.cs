using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor whose handlers say by <c>Unhandled</c> what they do not handle; see <see cref="Eventsourced"/>.</summary>
public abstract class UntypedPersistentActor : Eventsourced
{
    /// <inheritdoc cref="ActorBase.Context"/>
    protected static new IUntypedActorContext Context => (IUntypedActorContext)ActorBase.Context;

    /// <summary>A command.</summary>
    protected override bool Receive(object message) => ReceiveCommand(message);

    /// <inheritdoc/>
    protected sealed override bool ReceiveCommand(object message)
    {
        OnCommand(message);
        return true;
    }

    /// <inheritdoc/>
    protected sealed override bool ReceiveRecover(object message)
    {
        OnRecover(message);
        return true;
    }

    /// <summary>Handles a command.</summary>
    protected abstract void OnCommand(object message);

    /// <summary>Gets the state back; see <see cref="Eventsourced.ReceiveRecover"/>.</summary>
    protected abstract void OnRecover(object message);

    /// <summary>Handles commands otherwise from now on.</summary>
    protected void Become(UntypedReceive receive) => Context.Become(receive);

    /// <summary>As <see cref="Become"/>, until <c>UnbecomeStacked</c>.</summary>
    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(receive);
}
