using ActorBroker.Log.Disk;
using Akka.Dispatch;

namespace ActorBroker.Journal.Plugins;

/// <summary>Runs disk work on the threads of a dispatcher. Under simulation that is the run's own dispatcher, and the seed decides when the work runs.</summary>
internal sealed class DispatcherDiskExecutor(MessageDispatcher dispatcher) : IDiskExecutor
{
    private static readonly SynchronousDiskExecutor Here = new();

    public void Execute(Action work, Action<Exception?> completed) => dispatcher.Schedule(() => Here.Execute(work, completed));
}
