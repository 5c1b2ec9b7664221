using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// An actor that lists what it receives: handlers are set up in the constructor, or in the argument of <c>Become</c>, and the first one
/// that fits gets the message. A message that fits none is unhandled.
/// </summary>
public abstract class ReceiveActor : UntypedActor, IInitializableActor
{
    // While handlers may be added, the table in the making; null at all other times.
    private MessageHandlers? _configuring = new();
    private MessageHandlers _initial = null!;

    void IInitializableActor.Init()
    {
        _initial ??= _configuring!;
        _configuring = null;
    }

    protected sealed override void OnReceive(object message)
    {
        if (!_initial.TryHandle(message))
            Unhandled(message);
    }

    protected void Become(Action configure) => base.Become(Behaviour(configure));

    protected void BecomeStacked(Action configure) => base.BecomeStacked(Behaviour(configure));

    /// <param name="shouldHandle">Null: every message of the type.</param>
    /// <exception cref="InvalidOperationException">Not in the constructor or a <c>Become</c>; or after a handler that takes everything.</exception>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Table().Add(typeof(T), shouldHandle is null, message =>
        {
            if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
                return false;
            handler(typed);
            return true;
        });

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <param name="handler">False: the message was not handled and the next handler is asked.</param>
    protected void Receive<T>(Func<T, bool> handler) =>
        Table().Add(typeof(T), takesAll: false, message => message is T typed && handler(typed));

    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Table().Add(messageType, shouldHandle is null, message =>
        {
            if (!messageType.IsInstanceOfType(message) || (shouldHandle is not null && !shouldHandle(message)))
                return false;
            handler(message);
            return true;
        });

    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Func<object, bool> handler) =>
        Table().Add(messageType, takesAll: false, message => messageType.IsInstanceOfType(message) && handler(message));

    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>Like <see cref="Receive{T}(Action{T}, Predicate{T})"/>; no other message is handled before the task is over.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive<T>(message => ActorTaskScheduler.RunTask(() => handler(message)), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Receive(messageType, message => ActorTaskScheduler.RunTask(() => handler(message)), shouldHandle);

    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) =>
        ReceiveAsync(messageType, handler, shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync<object>(handler);

    private MessageHandlers Table() => _configuring ?? throw new InvalidOperationException(
        "You may only call Receive-methods when constructing the actor and inside Become().");

    private UntypedReceive Behaviour(Action configure)
    {
        // Become in a constructor comes while the initial handlers are being listed.
        var outer = _configuring;
        var handlers = _configuring = new MessageHandlers();
        try
        {
            configure();
        }
        finally
        {
            _configuring = outer;
        }

        return message =>
        {
            if (!handlers.TryHandle(message))
                Unhandled(message);
        };
    }
}
