using System.Numerics;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The default scheduler: real time, one thread, a hashed wheel with the resolution <c>akka.scheduler.tick-duration</c>.
/// Timers never fire early. An action runs on the scheduler's thread and delays every other timer while it runs.
/// </summary>
public sealed class HashedWheelTimerScheduler : SchedulerBase, IDateTimeOffsetNowTimeProvider, IDisposable
{
    private const int SlotsMax = 1 << 20;

    private readonly ITimeProvider _clock;
    private readonly TimerWheel _wheel;
    private readonly TimeSpan _shutdownTimeout;

    /// <summary>The constructor that the actor system calls.</summary>
    /// <param name="scheduler">The section <c>akka.scheduler</c>: <c>tick-duration</c> (at least 1 ms), <c>ticks-per-wheel</c> (rounded up to a power of two), <c>shutdown-timeout</c>.</param>
    /// <param name="log">For errors of what is scheduled.</param>
    /// <exception cref="ConfigurationException">A setting is out of range.</exception>
    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log)
        : this(scheduler, log, DateTimeOffsetNowTimeProvider.Instance)
    {
    }

    internal HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log, ITimeProvider clock)
        : base(scheduler, log)
    {
        _clock = clock;
        var tick = scheduler.GetTimeSpan("tick-duration", TimeSpan.FromMilliseconds(10), allowInfinite: false);
        if (tick < TimeSpan.FromMilliseconds(1))
            throw new ConfigurationException($"akka.scheduler.tick-duration is {tick.TotalMilliseconds} ms; expected at least 1 ms.");

        var slots = scheduler.GetInt("ticks-per-wheel", 512);
        if (slots is < 1 or > SlotsMax)
            throw new ConfigurationException($"akka.scheduler.ticks-per-wheel is {slots}; expected 1 to {SlotsMax}.");

        _shutdownTimeout = scheduler.GetTimeSpan("shutdown-timeout", TimeSpan.FromSeconds(5));
        _wheel = new TimerWheel(tick, (int)BitOperations.RoundUpToPowerOf2((uint)slots), _clock, log);
    }

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => _clock.MonotonicClock;

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => _clock.HighResMonotonicClock;

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => _clock.Now;

    /// <summary>Stops the thread, and waits for it as long as <c>akka.scheduler.shutdown-timeout</c> says. Timers that are not due never fire.</summary>
    public void Dispose()
    {
        if (!_wheel.Stop(_shutdownTimeout))
            Log.Log(LogLevel.WarningLevel, null, $"The scheduler's thread did not end within {_shutdownTimeout}; what it runs is left to itself.");
    }

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Add(new ActionTimer(_wheel, cancelable, action), delay, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Add(new RunnableTimer(_wheel, cancelable, action), delay, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(new ActionTimer(_wheel, cancelable, action) { Interval = interval }, initialDelay, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Add(new RunnableTimer(_wheel, cancelable, action) { Interval = interval }, initialDelay, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(new TellTimer(_wheel, cancelable, receiver, message, sender), delay, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(new TellTimer(_wheel, cancelable, receiver, message, sender) { Interval = interval }, initialDelay, cancelable);

    private void Add(WheelTimer timer, TimeSpan delay, ICancelable? cancelable)
    {
        if (timer.IsCancelled)
            return;

        _wheel.Add(timer, delay);
        (cancelable as Cancelable)?.Attach(timer);
    }
}
