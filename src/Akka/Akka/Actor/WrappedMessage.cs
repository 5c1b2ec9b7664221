namespace Akka.Actor;

/// <summary>Opens envelopes.</summary>
public static class WrappedMessage
{
    /// <summary>The innermost message of nested envelopes.</summary>
    public static object Unwrap(object message)
    {
        while (message is IWrappedMessage wrapped)
            message = wrapped.Message;
        return message;
    }
}
