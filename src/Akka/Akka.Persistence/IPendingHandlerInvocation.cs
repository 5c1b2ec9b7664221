namespace Akka.Persistence;

/// <summary>A handler that waits for its event to be written.</summary>
public interface IPendingHandlerInvocation
{
    /// <summary>The event.</summary>
    object Event { get; }

    /// <summary>The handler.</summary>
    Action<object> Handler { get; }
}
