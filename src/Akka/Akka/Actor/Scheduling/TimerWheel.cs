using System.Collections.Concurrent;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// A hashed wheel: a ring of slots, one per tick; a timer lies in the slot of the tick at which it is due, however many
/// turns away. Starting and cancelling a timer takes constant time. The thread sleeps while there is no timer.
/// </summary>
/// <remarks>
/// Any thread adds and drops timers through two queues; the wheel's own thread, started by the first timer, owns the slots
/// and fires the timers. Invariant: a linked timer lies in slot <c>DueTick mod slots</c>, and its tick has not passed.
/// </remarks>
/// <param name="tick">The resolution; a timer fires up to one tick late, never early.</param>
/// <param name="slots">A power of two.</param>
/// <param name="clock">Only its monotonic clock is used.</param>
/// <param name="log">For errors of what is fired.</param>
internal sealed class TimerWheel(TimeSpan tick, int slots, ITimeProvider clock, ILoggingAdapter log)
{
    private readonly ConcurrentQueue<WheelTimer> _arrivals = new();
    private readonly ConcurrentQueue<WheelTimer> _departures = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Lock _startStop = new();
    private readonly WheelTimer?[] _slots = new WheelTimer?[slots];
    private readonly TimeSpan _tick = tick;
    private readonly ITimeProvider _clock = clock;
    private readonly ILoggingAdapter _log = log;
    private readonly TimeSpan _start = clock.HighResMonotonicClock;

    private Thread? _thread;
    private long _passedTick;
    private long _linked;
    private volatile bool _isIdle;
    private volatile bool _isStopped;

    private TimeSpan Elapsed => _clock.HighResMonotonicClock - _start;

    /// <summary>Takes a timer up.</summary>
    /// <exception cref="SchedulerException">The wheel was stopped.</exception>
    public void Add(WheelTimer timer, TimeSpan delay)
    {
        if (_isStopped)
            throw new SchedulerException("The scheduler was stopped and takes no more timers.");

        var elapsed = Elapsed;
        timer.Deadline = delay < TimeSpan.MaxValue - elapsed ? elapsed + delay : TimeSpan.MaxValue;
        _arrivals.Enqueue(timer);
        EnsureRunning();
    }

    /// <summary>Takes a timer off at the next tick.</summary>
    public void Drop(WheelTimer timer) => _departures.Enqueue(timer);

    /// <summary>Stops the wheel; timers that are not due never fire.</summary>
    /// <param name="patience">How long to wait for the thread, which may be within a timer's action.</param>
    /// <returns>Whether the thread has ended. Called from the thread itself it does not wait.</returns>
    public bool Stop(TimeSpan patience)
    {
        Thread? thread;
        lock (_startStop)
        {
            _isStopped = true;
            thread = _thread;
        }

        _wake.Set();
        return thread is null || thread == Thread.CurrentThread || thread.Join(patience);
    }

    private void EnsureRunning()
    {
        if (_thread is null)
        {
            lock (_startStop)
            {
                if (_thread is null && !_isStopped)
                {
                    _thread = new Thread(Turn) { IsBackground = true, Name = "akka-scheduler" };
                    _thread.Start();
                }
            }
        }

        // The thread sets the flag and then looks for arrivals once more; with the fence one of the two sees the other.
        Interlocked.MemoryBarrier();
        if (_isIdle)
            _wake.Set();
    }

    private void Turn()
    {
        while (!_isStopped)
        {
            TakeArrivals();
            TakeDepartures();
            if (_linked == 0)
                SleepUntilArrival();
            else
                SleepUntilTick(_passedTick + 1);

            var tick = Elapsed.Ticks / _tick.Ticks;
            if (_linked == 0)
                _passedTick = tick;
            TakeArrivals();
            TakeDepartures();
            while (_passedTick < tick && !_isStopped)
                Pass(++_passedTick);
        }
    }

    private void SleepUntilArrival()
    {
        _isIdle = true;
        Interlocked.MemoryBarrier();
        if (_arrivals.IsEmpty && !_isStopped)
            _wake.WaitOne();
        _isIdle = false;
    }

    private void SleepUntilTick(long tick)
    {
        while (!_isStopped && new TimeSpan(_tick.Ticks * tick) - Elapsed is { Ticks: > 0 } remaining)
            _wake.WaitOne((int)Math.Ceiling(Math.Min(remaining.TotalMilliseconds, int.MaxValue)));
    }

    private void TakeArrivals()
    {
        while (_arrivals.TryDequeue(out var timer))
        {
            if (!timer.IsCancelled)
                Link(timer);
        }
    }

    private void TakeDepartures()
    {
        while (_departures.TryDequeue(out var timer))
        {
            if (timer.IsLinked)
                Unlink(timer);
        }
    }

    private void Pass(long tick)
    {
        for (var timer = _slots[Slot(tick)]; timer is not null;)
        {
            var next = timer.Next;
            if (timer.DueTick <= tick)
            {
                Unlink(timer);
                Fire(timer);
            }

            timer = next;
        }
    }

    // A repeated timer keeps its rhythm, but what was missed is not made up for.
    private void Fire(WheelTimer timer)
    {
        if (timer.IsCancelled)
            return;

        try
        {
            timer.Fire();
        }
        catch (Exception error)
        {
            _log.Log(LogLevel.ErrorLevel, error, "A scheduled action failed; the scheduler goes on.");
        }

        if (timer.Interval == TimeSpan.Zero || timer.IsCancelled)
        {
            timer.Finished();
            return;
        }

        var next = timer.Deadline + timer.Interval;
        timer.Deadline = next > Elapsed ? next : Elapsed;
        Link(timer);
    }

    private void Link(WheelTimer timer)
    {
        var due = timer.Deadline.Ticks / _tick.Ticks + (timer.Deadline.Ticks % _tick.Ticks == 0 ? 0 : 1);
        timer.DueTick = Math.Max(due, _passedTick + 1);
        ref var first = ref _slots[Slot(timer.DueTick)];
        timer.Next = first;
        if (first is not null)
            first.Previous = timer;
        first = timer;
        timer.IsLinked = true;
        _linked++;
    }

    private void Unlink(WheelTimer timer)
    {
        if (timer.Previous is null)
            _slots[Slot(timer.DueTick)] = timer.Next;
        else
            timer.Previous.Next = timer.Next;
        if (timer.Next is not null)
            timer.Next.Previous = timer.Previous;
        timer.Next = timer.Previous = null;
        timer.IsLinked = false;
        _linked--;
    }

    private int Slot(long tick) => (int)(tick & (_slots.Length - 1));
}
