using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Persistence;

/// <summary>
/// A persistent actor that lists what it receives: <c>Recover</c> for events and snapshots, <c>Command</c> for commands, in its
/// constructor; <c>Command</c> also in the argument of <c>Become</c>. The first handler that fits gets the message; what fits
/// none is unhandled.
/// </summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor, IInitializableActor
{
    private readonly HandlerTable _recovery = new();
    private readonly HandlerTable _initial = new();

    // While handlers may be added, the table in the making; null at all other times.
    private HandlerTable? _configuring;
    private bool _isInitialized;

    /// <summary>Called by the runtime.</summary>
    protected ReceivePersistentActor() => _configuring = _initial;

    void IInitializableActor.Init()
    {
        _isInitialized = true;
        _configuring = null;
    }

    /// <inheritdoc/>
    protected sealed override void OnCommand(object message) => Handle(_initial, message);

    /// <inheritdoc/>
    protected sealed override void OnRecover(object message) => Handle(_recovery, message);

    /// <summary>Handles commands otherwise from now on.</summary>
    /// <param name="configure">Lists the new handlers.</param>
    protected void Become(Action configure) => base.Become(Behaviour(configure));

    /// <summary>As <see cref="Become"/>, until <c>UnbecomeStacked</c>.</summary>
    protected void BecomeStacked(Action configure) => base.BecomeStacked(Behaviour(configure));

    /// <summary>Takes events of a type.</summary>
    /// <param name="handler">Gets the event.</param>
    /// <param name="shouldHandle">Null: every one of the type.</param>
    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => RecoveryTable().Add(handler, shouldHandle);

    /// <summary>Takes some events of a type.</summary>
    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recover(handler, shouldHandle);

    /// <summary>Takes events of a type; false passes one on to the next handler.</summary>
    protected void Recover<T>(Func<T, bool> handler) => RecoveryTable().Add(handler);

    /// <summary>Takes events of a type.</summary>
    protected void Recover(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        RecoveryTable().Add(messageType, handler, shouldHandle);

    /// <summary>Takes some events of a type.</summary>
    protected void Recover(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => Recover(messageType, handler, shouldHandle);

    /// <summary>Takes events of a type; false passes one on to the next handler.</summary>
    protected void Recover(Type messageType, Func<object, bool> handler) => RecoveryTable().Add(messageType, handler);

    /// <summary>Takes all other events.</summary>
    protected void RecoverAny(Action<object> handler) => Recover(handler);

    /// <summary>Takes commands of a type.</summary>
    /// <param name="handler">Gets the command.</param>
    /// <param name="shouldHandle">Null: every one of the type.</param>
    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => CommandTable().Add(handler, shouldHandle);

    /// <summary>Takes some commands of a type.</summary>
    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Command(handler, shouldHandle);

    /// <summary>Takes commands of a type; false passes one on to the next handler.</summary>
    protected void Command<T>(Func<T, bool> handler) => CommandTable().Add(handler);

    /// <summary>Takes commands of a type.</summary>
    protected void Command(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        CommandTable().Add(messageType, handler, shouldHandle);

    /// <summary>Takes some commands of a type.</summary>
    protected void Command(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => Command(messageType, handler, shouldHandle);

    /// <summary>Takes commands of a type; false passes one on to the next handler.</summary>
    protected void Command(Type messageType, Func<object, bool> handler) => CommandTable().Add(messageType, handler);

    /// <summary>Takes all other commands.</summary>
    protected void Command(Action<object> handler) => Command<object>(handler);

    /// <summary>Takes all other commands.</summary>
    protected void CommandAny(Action<object> handler) => Command<object>(handler);

    /// <summary>Takes commands of a type; no other message is handled before the task has ended.</summary>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Command<T>(message => RunTask(() => handler(message)), shouldHandle);

    /// <summary>As <see cref="CommandAsync{T}(Func{T, Task}, Predicate{T})"/>, for some commands of a type.</summary>
    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => CommandAsync(handler, shouldHandle);

    /// <summary>Takes commands of a type; no other message is handled before the task has ended.</summary>
    protected void CommandAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Command(messageType, message => RunTask(() => handler(message)), shouldHandle);

    /// <summary>As <see cref="CommandAsync(Type, Func{object, Task}, Predicate{object})"/>, for some commands of a type.</summary>
    protected void CommandAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) =>
        CommandAsync(messageType, handler, shouldHandle);

    /// <summary>Takes all other commands; no other message is handled before the task has ended.</summary>
    protected void CommandAnyAsync(Func<object, Task> handler) => CommandAsync<object>(handler);

    private HandlerTable RecoveryTable() => _isInitialized
        ? throw new InvalidOperationException("Recover can only be called in the constructor.")
        : _recovery;

    private HandlerTable CommandTable() =>
        _configuring ?? throw new InvalidOperationException("Command can only be called in the constructor and in the argument of Become.");

    private UntypedReceive Behaviour(Action configure)
    {
        var outer = _configuring;
        var handlers = _configuring = new HandlerTable();
        try
        {
            configure();
        }
        finally
        {
            _configuring = outer;
        }

        return message => Handle(handlers, message);
    }

    private void Handle(HandlerTable handlers, object message)
    {
        if (!handlers.TryHandle(message))
            Unhandled(message);
    }
}
