using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose time stands still until the test moves it: <c>akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"</c>,
/// then <c>((TestScheduler)Sys.Scheduler).Advance(…)</c>.
/// </summary>
/// <remarks>
/// Timers fire on the thread that advances, in the order of their times, those of one time in the order in which they were set. While one
/// fires, the clock shows its time. What is set on the way and falls due on the way fires as well; what actors on other threads set later does not.
/// Any thread may set timers; one at a time may advance.
/// </remarks>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TestTimer, (TimeSpan Due, long Number)> _timers = new();
    private readonly ILoggingAdapter _log;
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private TimeSpan _passed;
    private long _count;

    public TestScheduler(Config schedulerConfig, ILoggingAdapter log) => _log = log;

    public IAdvancedScheduler Advanced => this;

    /// <summary>When the scheduler was made, plus what has passed since by the test's will.</summary>
    public DateTimeOffset Now => TimeNow;

    public TimeSpan MonotonicClock
    {
        get
        {
            lock (_lock)
                return _passed;
        }
    }

    public TimeSpan HighResMonotonicClock => MonotonicClock;

    protected DateTimeOffset TimeNow => _start + MonotonicClock;

    /// <summary>Lets time pass, and all timers fire that fall due.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative.</exception>
    public void Advance(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, TimeSpan.Zero);
        var end = MonotonicClock + offset;
        while (TakeDue(end) is { } timer)
            Fire(timer);
        lock (_lock)
            _passed = end;
    }

    /// <exception cref="ArgumentOutOfRangeException">The time is over.</exception>
    public void AdvanceTo(DateTimeOffset when) => Advance(when - Now);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(delay, null, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => Schedule(delay, null, action, null);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Schedule(delay, null, action, cancelable);

    public void ScheduleOnce(TimeSpan delay, IRunnable action) => Schedule(delay, null, action.Run, null);

    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) => Schedule(delay, null, action.Run, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) => Schedule(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, action, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) => Schedule(initialDelay, interval, action.Run, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, action.Run, cancelable);

    private void Schedule(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(interval));
        lock (_lock)
            _timers.Enqueue(new TestTimer(action, interval, cancelable), (_passed + delay, _count++));
    }

    private TestTimer? TakeDue(TimeSpan end)
    {
        lock (_lock)
        {
            while (_timers.TryPeek(out var timer, out var order) && order.Due <= end)
            {
                _timers.Dequeue();
                if (timer.Cancelable?.IsCancellationRequested == true)
                    continue;
                _passed = order.Due > _passed ? order.Due : _passed;
                if (timer.Interval is { } interval)
                    _timers.Enqueue(timer, (order.Due + interval, _count++));
                return timer;
            }

            return null;
        }
    }

    private void Fire(TestTimer timer)
    {
        try
        {
            timer.Action();
        }
        catch (Exception e)
        {
            _log.Error(e, "A scheduled action failed");
        }
    }

    private sealed record TestTimer(Action Action, TimeSpan? Interval, ICancelable? Cancelable);
}
