using ActorBroker.Simulation.Tests.Worlds;
using Akka.Dispatch;
using Akka.Simulation;

namespace ActorBroker.Simulation.Tests.Brokers;

/// <summary>Brings what follows an await in the broker's process back into its run, where the seed decides when it goes on.</summary>
internal sealed class BrokerThread(World world, SimulatedRun run) : SynchronizationContext
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == _thread)
            run.Enqueue(new ActionRunnable(() => d(state)));
        else
            world.Fail(new InvalidOperationException("What follows an await came back from another thread: the run is not decided by its seed"));
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Does something as the process.</summary>
    public void Do(Action action)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }
}
