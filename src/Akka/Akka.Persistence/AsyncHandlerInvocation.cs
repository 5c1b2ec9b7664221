namespace Akka.Persistence;

/// <summary>A handler of <c>PersistAsync</c>, <c>PersistAllAsync</c> or <c>DeferAsync</c>: commands go on meanwhile.</summary>
public sealed class AsyncHandlerInvocation(object evt, Action<object> handler) : IPendingHandlerInvocation
{
    /// <inheritdoc/>
    public object Event { get; } = evt;

    /// <inheritdoc/>
    public Action<object> Handler { get; } = handler;
}
