using System.Collections.Concurrent;
using System.Reflection;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The base of all actors: one message at a time, the state is the actor's own. An exception goes to its supervisor.
/// </summary>
/// <remarks>An instance is made by the runtime from <see cref="Props"/>; a restart makes another.</remarks>
public abstract class ActorBase : IInternalActor
{
    private static readonly ConcurrentDictionary<Type, bool> Overriding = new();

    private readonly ActorCell _cell;

    /// <exception cref="ActorInitializationException">Made with <c>new</c> instead of by <see cref="IActorRefFactory.ActorOf"/>.</exception>
    protected ActorBase()
    {
        _cell = InternalCurrentActorCellKeeper.Current ?? throw new ActorInitializationException(
            $"Do not create actors using 'new', always create them using an ActorContext/System: {GetType().Name}");
    }

    /// <exception cref="NotSupportedException">Not called from within an actor: in a continuation that left it, say.</exception>
    protected static IActorContext Context => CurrentCell();

    protected IActorRef Self => _cell.Self;

    protected IActorRef Sender => _cell.Sender;

    IActorContext IInternalActor.ActorContext => _cell;

    /// <summary>True when the class wants to see the behaviour that it is called with.</summary>
    internal bool OverridesAroundReceive => Overriding.GetOrAdd(GetType(), static type =>
        type.GetMethod(nameof(AroundReceive), BindingFlags.Instance | BindingFlags.NonPublic, [typeof(Receive), typeof(object)])!
            .DeclaringType != typeof(ActorBase));

    internal SupervisorStrategy StrategyForChildren => SupervisorStrategy();

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPreRestart(Exception cause, object? message) => PreRestart(cause, message);

    public virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);

    public virtual void AroundPostStop() => PostStop();

    internal bool InvokeReceive(object message) => Receive(message);

    internal bool InvokeAroundReceive(Receive receive, object message) => AroundReceive(receive, message);

    internal void InvokeUnhandled(object message) => Unhandled(message);

    internal static ActorCell CurrentCell() =>
        InternalCurrentActorCellKeeper.Current ?? throw new NotSupportedException(
            "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>False when the message is not for this actor.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Every message passes here on its way to the behaviour.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    /// <summary>Publishes an <see cref="UnhandledMessage"/>.</summary>
    /// <exception cref="DeathPactException">The message is a <see cref="Terminated"/>: who watches and does not care dies as well.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        _cell.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected void Become(Receive receive) => _cell.Become(receive);

    protected void BecomeStacked(Receive receive) => _cell.BecomeStacked(receive);

    protected void UnbecomeStacked() => _cell.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => _cell.SetReceiveTimeout(timeout);

    /// <summary>Called once for each incarnation; by default <see cref="Akka.Actor.SupervisorStrategy.DefaultStrategy"/>.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>On the instance that failed, before it is replaced. By default stops all children and calls <see cref="PostStop"/>.</summary>
    /// <param name="message">The message in hand; null when it failed between messages.</param>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in _cell.GetChildren())
        {
            _cell.Unwatch(child);
            _cell.Stop(child);
        }

        PostStop();
    }

    /// <summary>On the new instance. By default calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>After the last message.</summary>
    protected virtual void PostStop()
    {
    }
}
