using ActorBroker.Log.Disk;
using ActorBroker.Simulation.Tests.Worlds;
using Akka.Dispatch;
using Akka.Simulation;

namespace ActorBroker.Simulation.Tests.Brokers;

/// <summary>Does the disk work of one life of the broker, each after a time of its own: works overtake each other, and a slow disk takes long.</summary>
internal sealed class BrokerDisks(World world, SimulatedRun run) : IDiskExecutor
{
    private static readonly SynchronousDiskExecutor Here = new();
    private static readonly TimeSpan UsualMax = TimeSpan.FromMilliseconds(2);

    /// <summary>How many times longer than usual a work takes.</summary>
    public int Slowness { get; set; } = 1;

    public void Execute(Action work, Action<Exception?> completed)
    {
        Exception? failure = null;
        var timer = new SimulatedTimer(run, "disk", () => run.Enqueue(new ActionRunnable(Begin)), interval: null, cancelable: null);
        run.Schedule(timer, world.Some(UsualMax * Slowness));

        void Begin()
        {
            Here.Execute(work, thrown => failure = thrown);
            run.Enqueue(new ActionRunnable(End));
        }

        void End() => completed(failure);
    }
}
