namespace Akka.Actor.Internal;

/// <summary>The handlers of one behaviour, in the order in which they are asked.</summary>
internal sealed class MessageHandlers
{
    private Func<object, bool>[] _handlers = [];
    private bool _takesEverything;

    /// <exception cref="InvalidOperationException">An earlier handler takes every message, so that this one could never be reached.</exception>
    public void Add(Type messageType, bool takesAll, Func<object, bool> handler)
    {
        if (_takesEverything)
        {
            throw new InvalidOperationException(
                "A handler that catches all messages has been added. No handler can be added after that.");
        }

        _takesEverything = takesAll && messageType == typeof(object);
        Array.Resize(ref _handlers, _handlers.Length + 1);
        _handlers[^1] = handler;
    }

    public bool TryHandle(object message)
    {
        foreach (var handler in _handlers)
        {
            if (handler(message))
                return true;
        }

        return false;
    }
}
