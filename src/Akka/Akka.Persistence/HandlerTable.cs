using Akka.Actor.Internal;

namespace Akka.Persistence;

/// <summary>The handlers of one behaviour, by type and condition, in the order in which they were listed.</summary>
internal sealed class HandlerTable
{
    private readonly MessageHandlers _handlers = new();

    public void Add<T>(Action<T> handler, Predicate<T>? shouldHandle) => _handlers.Add(typeof(T), shouldHandle is null, message =>
    {
        if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
            return false;
        handler(typed);
        return true;
    });

    public void Add<T>(Func<T, bool> handler) => _handlers.Add(typeof(T), takesAll: false, message => message is T typed && handler(typed));

    public void Add(Type type, Action<object> handler, Predicate<object>? shouldHandle) => _handlers.Add(type, shouldHandle is null, message =>
    {
        if (!type.IsInstanceOfType(message) || (shouldHandle is not null && !shouldHandle(message)))
            return false;
        handler(message);
        return true;
    });

    public void Add(Type type, Func<object, bool> handler) =>
        _handlers.Add(type, takesAll: false, message => type.IsInstanceOfType(message) && handler(message));

    public bool TryHandle(object message) => _handlers.TryHandle(message);
}
