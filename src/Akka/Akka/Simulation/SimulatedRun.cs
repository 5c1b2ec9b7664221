using Akka.Dispatch;

namespace Akka.Simulation;

/// <summary>
/// Drives actor systems on the thread that made it: a virtual clock, and a seeded choice of which mailbox runs next. The same seed and
/// the same program give the same run and the same <see cref="TraceHash"/>, in any process.
/// </summary>
/// <remarks>
/// A system takes part when it is created on this thread with <see cref="Hocon"/> over its configuration. Nothing runs but inside of
/// <see cref="Step"/> and what calls it; time moves only when nothing is left to run, straight to the next timer.
/// Threading: one thread. What completes tasks on other threads is not part of the run.
/// </remarks>
internal sealed class SimulatedRun : IDisposable
{
    /// <summary>Replaces dispatchers and scheduler of a system.</summary>
    public const string Hocon = """
        akka.scheduler.implementation = "Akka.Simulation.SimulatedScheduler, Akka"
        akka.actor {
          default-dispatcher { type = "Akka.Simulation.SimulatedDispatcherConfigurator, Akka", throughput = 1 }
          internal-dispatcher = akka.actor.default-dispatcher
          default-blocking-io-dispatcher = akka.actor.default-dispatcher
          synchronized-dispatcher = akka.actor.default-dispatcher
        }
        akka.loggers-dispatcher = akka.actor.default-dispatcher
        akka.persistence.dispatchers.default-plugin-dispatcher = akka.actor.default-dispatcher
        akka.logger-async-start = on
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """;

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [ThreadStatic]
    private static SimulatedRun? _ofThisThread;

    private readonly List<IRunnable> _ready = [];
    private readonly PriorityQueue<SimulatedTimer, (TimeSpan Due, long Number)> _timers = new();
    private readonly TraceHash _trace = new();
    private readonly Random _order;
    private readonly SynchronizationContext? _borrowed = SynchronizationContext.Current;
    private long _timerNumber;

    /// <exception cref="InvalidOperationException">The thread drives another run.</exception>
    public SimulatedRun(int seed)
    {
        if (_ofThisThread is not null)
            throw new InvalidOperationException("This thread drives another simulated run; dispose it first");
        Seed = seed;
        _order = new Random(seed);
        Random = new Random(_order.Next());
        _ofThisThread = this;

        // What follows an await outside of actors must stay on this thread, wherever the thread was borrowed from.
        SynchronizationContext.SetSynchronizationContext(null);
    }

    /// <summary>Null on a thread that drives none.</summary>
    public static SimulatedRun? OfThisThread => _ofThisThread;

    public int Seed { get; }

    /// <summary>The source of all randomness in the run but its order: uids, jitter.</summary>
    public Random Random { get; }

    /// <summary>Since the run began.</summary>
    public TimeSpan Clock { get; private set; }

    public DateTimeOffset Now => Epoch + Clock;

    public long Steps { get; private set; }

    /// <summary>Of every message sent, every mailbox run and every timer, in order.</summary>
    public ulong TraceHash => _trace.Value;

    /// <summary>Gets each line that goes into the hash; for comparing two runs that differ.</summary>
    public Action<string>? Observer { get; set; }

    public bool IsIdle => _ready.Count == 0;

    /// <summary>Runs one of the things that can run now, as the seed decides; false when there is none.</summary>
    public bool Step()
    {
        if (_ready.Count == 0)
            return false;
        var chosen = _order.Next(_ready.Count);
        var run = _ready[chosen];
        _ready[chosen] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Steps++;
        if (run is Mailbox { Cell: { } cell })
            Note("run", cell.Self.Path.ToStringWithUid(), "");
        run.Run();
        return true;
    }

    /// <summary>Runs until nothing can run at the present time.</summary>
    public void RunUntilIdle()
    {
        while (Step())
        {
        }
    }

    /// <summary>Lets <paramref name="duration"/> pass, running all that comes due.</summary>
    public void Advance(TimeSpan duration)
    {
        var end = Clock + duration;
        RunUntilIdle();
        while (FireNext(end))
            RunUntilIdle();
        Clock = end;
    }

    /// <summary>Lets time pass in which nothing runs, as while a process stands still: timers that come due are late.</summary>
    public void Pass(TimeSpan duration) => Clock += duration;

    /// <summary>Runs until the condition holds; false when it does not within <paramref name="limit"/> of virtual time.</summary>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Clock + limit;
        while (!condition())
        {
            if (!Step() && !FireNext(end))
                return false;
        }

        return true;
    }

    /// <summary>Runs until the task has ended and gives its result.</summary>
    /// <exception cref="TimeoutException">It does not end within <paramref name="limit"/> of virtual time.</exception>
    public T Await<T>(Task<T> task, TimeSpan limit)
    {
        Await((Task)task, limit);
        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Await{T}(Task{T}, TimeSpan)"/>
    public void Await(Task task, TimeSpan limit)
    {
        if (!RunUntil(() => task.IsCompleted, limit))
            throw new TimeoutException($"The task did not end within {limit} of virtual time (seed {Seed}, step {Steps})");
        task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _ofThisThread = null;
        SynchronizationContext.SetSynchronizationContext(_borrowed);
    }

    internal void Enqueue(IRunnable run) => _ready.Add(run);

    internal void Schedule(SimulatedTimer timer, TimeSpan delay) => _timers.Enqueue(timer, (Clock + delay, _timerNumber++));

    internal void Note(string what, string who, string about)
    {
        _trace.Add(what, who, about, Clock.Ticks);
        Observer?.Invoke($"{Clock} {what} {who} {about}");
    }

    private bool FireNext(TimeSpan end)
    {
        while (_timers.TryPeek(out var timer, out var order) && order.Due <= end)
        {
            _timers.Dequeue();
            if (timer.IsCancelled)
                continue;
            if (order.Due > Clock)
                Clock = order.Due;
            Note("timer", timer.Name, "");
            timer.Fire();
            return true;
        }

        return false;
    }
}
