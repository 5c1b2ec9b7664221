using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Simulation;

namespace Akka.TestKit.Internal;

/// <summary>
/// A test's clock and how it waits: its thread is blocked, or its task awaits, or the simulated run that its system takes part in is driven on.
/// </summary>
internal sealed class TestClock(ActorSystem system)
{
    private readonly SimulatedRun? _run = ((ActorSystemImpl)system).Simulation;

    /// <summary>Since an arbitrary start; never goes back.</summary>
    public static TimeSpan RealTime => TimeProvider.System.GetElapsedTime(0);

    public TimeSpan Now => _run?.Clock ?? RealTime;

    /// <summary>Takes one release of <paramref name="signal"/>; false when none comes within <paramref name="limit"/>.</summary>
    /// <param name="limit">Infinite is allowed; zero: takes what is there already.</param>
    /// <param name="blocks">True: the answer is there when the call returns.</param>
    public ValueTask<bool> Wait(SemaphoreSlim signal, TimeSpan limit, bool blocks, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_run is not null)
            return new(signal.Wait(0, CancellationToken.None) || WaitInRun(_run, signal, limit));
        return blocks
            ? new(signal.Wait(limit, cancellationToken))
            : new(signal.WaitAsync(limit, cancellationToken));
    }

    /// <summary>Lets time pass.</summary>
    public async ValueTask Pause(TimeSpan duration, bool blocks, CancellationToken cancellationToken)
    {
        using var never = new SemaphoreSlim(0);
        await Wait(never, duration, blocks, cancellationToken).ConfigureAwait(false);
    }

    private static bool WaitInRun(SimulatedRun run, SemaphoreSlim signal, TimeSpan limit)
    {
        var end = run.Clock + (limit == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue - run.Clock : limit);
        if (run.RunUntil(() => signal.CurrentCount > 0, end - run.Clock))
            return signal.Wait(0);
        run.Advance(end - run.Clock);
        return false;
    }
}
