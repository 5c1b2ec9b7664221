using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor that gets every message in one method.</summary>
public abstract class UntypedActor : ActorBase
{
    protected static new IUntypedActorContext Context => CurrentCell();

    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    protected abstract void OnReceive(object message);

    protected void Become(UntypedReceive receive) => Context.Become(receive);

    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(receive);

    /// <summary>Runs an action as a task of this actor: no other message is handled before it, and what it awaits, is over.</summary>
    protected void RunTask(Action action) => ActorTaskScheduler.RunTask(action);

    /// <inheritdoc cref="RunTask(Action)"/>
    protected void RunTask(Func<Task> action) => ActorTaskScheduler.RunTask(action);
}
