using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>A thread for one actor alone.</summary>
public sealed class PinnedDispatcher(
    MessageDispatcherConfigurator configurator, string id, int throughput, long? throughputDeadlineTime, ExecutorServiceFactory executorServiceFactory, TimeSpan shutdownTimeout)
    : Dispatcher(configurator, id, throughput, throughputDeadlineTime, executorServiceFactory, shutdownTimeout)
{
    private ActorCell? _owner;

    /// <exception cref="InvalidOperationException">Another actor lives here.</exception>
    private protected override void OnAttach(ActorCell cell)
    {
        var owner = Interlocked.CompareExchange(ref _owner, cell, null);
        if (owner is not null && !ReferenceEquals(owner, cell))
            throw new InvalidOperationException($"Cannot register [{cell.Self}] on pinned dispatcher [{Id}]: it belongs to [{owner.Self}]");
    }

    private protected override void OnDetach(ActorCell cell) => Interlocked.CompareExchange(ref _owner, null, cell);
}
