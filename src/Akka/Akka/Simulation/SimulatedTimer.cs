using Akka.Actor;

namespace Akka.Simulation;

/// <summary>Something to do at a virtual time, once or again and again.</summary>
internal sealed class SimulatedTimer(SimulatedRun run, string name, Action action, TimeSpan? interval, ICancelable? cancelable)
{
    public string Name => name;

    public bool IsCancelled => cancelable?.IsCancellationRequested == true;

    public void Fire()
    {
        if (interval is { } again)
            run.Schedule(this, again);
        action();
    }
}
