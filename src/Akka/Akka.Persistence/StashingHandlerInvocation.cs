namespace Akka.Persistence;

/// <summary>A handler of <c>Persist</c> or <c>PersistAll</c>: commands are stashed until it has run.</summary>
public sealed class StashingHandlerInvocation(object evt, Action<object> handler) : IPendingHandlerInvocation
{
    /// <inheritdoc/>
    public object Event { get; } = evt;

    /// <inheritdoc/>
    public Action<object> Handler { get; } = handler;
}
