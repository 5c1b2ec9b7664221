using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Scheduling;

public sealed class WheelSchedulerTests : IDisposable
{
    private const string Fast = "tick-duration = 1 ms, ticks-per-wheel = 8";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HashedWheelTimerScheduler _scheduler = Scheduler(Fast);

    private IScheduler Timers => _scheduler;

    private IActionScheduler Actions => Timers.Advanced;

    public void Dispose() => _scheduler.Dispose();

    [Fact]
    public async Task A_timer_never_fires_early()
    {
        var fired = new TaskCompletionSource<TimeSpan>();
        var delay = TimeSpan.FromMilliseconds(25);
        var start = _scheduler.HighResMonotonicClock;

        Actions.ScheduleOnce(delay, () => fired.SetResult(_scheduler.HighResMonotonicClock - start));

        Assert.True(await fired.Task.WaitAsync(Patience) >= delay);
    }

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_deadlines_over_many_turns_of_the_wheel()
    {
        var clock = new ManualClock();
        using var scheduler = Scheduler(Fast, clock);
        var fired = new List<int>();
        var last = new TaskCompletionSource();
        int[] delays = [90, 3, 41, 9, 17, 1, 64, 33];

        foreach (var delay in delays)
            ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(delay), () => fired.Add(delay));
        ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(125), last.SetResult);
        clock.Advance(TimeSpan.FromMilliseconds(130));
        await last.Task.WaitAsync(Patience);

        Assert.Equal(delays.Order(), fired);
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_fire_whenever_it_is_cancelled()
    {
        var clock = new ManualClock();
        using var scheduler = Scheduler(Fast, clock);
        var actions = ((IScheduler)scheduler).Advanced;
        var fired = 0;
        var last = new TaskCompletionSource();
        var early = actions.ScheduleOnceCancelable(TimeSpan.FromMilliseconds(40), () => fired++);
        var shared = new Cancelable(actions);
        actions.ScheduleOnce(TimeSpan.FromMilliseconds(45), () => fired++, shared);
        actions.ScheduleOnce(TimeSpan.FromMilliseconds(50), () => fired++, shared);

        early.Cancel();
        actions.ScheduleOnce(TimeSpan.FromMilliseconds(5), shared.Cancel);
        actions.ScheduleOnce(TimeSpan.FromMilliseconds(1), () => fired++, Cancelable.CreateCanceled());
        actions.ScheduleOnce(TimeSpan.FromMilliseconds(100), last.SetResult);
        clock.Advance(TimeSpan.FromMilliseconds(110));
        await last.Task.WaitAsync(Patience);

        Assert.Equal(0, fired);
    }

    [Fact]
    public async Task A_repeated_timer_fires_until_it_is_cancelled()
    {
        var fired = 0;
        var cancelled = new TaskCompletionSource();
        var cancelable = new Cancelable(Timers);

        Actions.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(2), () => CountTo(5), cancelable);
        await cancelled.Task.WaitAsync(Patience);
        await Later(TimeSpan.FromMilliseconds(20));

        Assert.Equal(5, fired);

        void CountTo(int end)
        {
            if (++fired < end)
                return;
            cancelable.Cancel();
            cancelled.SetResult();
        }
    }

    [Fact]
    public async Task A_message_is_sent_with_its_sender()
    {
        var receiver = new Receiver();

        Timers.ScheduleTellOnce(TimeSpan.FromMilliseconds(1), receiver, "hello", ActorRefs.Nobody);

        Assert.Equal(("hello", ActorRefs.Nobody), await receiver.Received.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task An_action_that_fails_is_logged_and_stops_nothing()
    {
        var bus = new LoggingBus();
        var logger = new ErrorLogger();
        bus.SubscribeLogger(logger, LogLevel.ErrorLevel);
        using var scheduler = new HashedWheelTimerScheduler(Config.Empty, Logging.GetLogger(bus, "scheduler"));
        var last = new TaskCompletionSource();

        ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.Zero, () => throw new InvalidOperationException("failed"));
        ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(50), last.SetResult);
        await last.Task.WaitAsync(Patience);

        Assert.Equal("failed", logger.Errors.Single().Cause?.Message);
    }

    [Fact]
    public async Task A_stopped_scheduler_fires_nothing_and_takes_nothing()
    {
        var fired = new TaskCompletionSource();
        var scheduler = Scheduler("tick-duration = 1 ms");
        ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(5), fired.SetResult);

        scheduler.Dispose();
        var wasFired = fired.Task.IsCompleted;
        await Later(TimeSpan.FromMilliseconds(20));

        Assert.Equal(wasFired, fired.Task.IsCompleted);
        Assert.Throws<SchedulerException>(() => ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.Zero, () => { }));
    }

    [Fact]
    public void A_negative_delay_and_an_empty_interval_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Actions.ScheduleOnce(TimeSpan.FromTicks(-1), () => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Actions.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.Zero, () => { }));
    }

    [Theory]
    [InlineData("tick-duration = 0 ms", "akka.scheduler.tick-duration is 0 ms; expected at least 1 ms.")]
    [InlineData("ticks-per-wheel = 0", "akka.scheduler.ticks-per-wheel is 0; expected 1 to 1048576.")]
    public void A_setting_out_of_range_is_refused_by_its_name(string setting, string expected) =>
        Assert.Equal(expected, Assert.Throws<ConfigurationException>(() => Scheduler(setting)).Message);

    [Fact]
    public async Task Very_many_timers_can_be_started_and_cancelled()
    {
        var fired = 0;
        var timers = Enumerable.Range(0, 200_000)
            .Select(i => Actions.ScheduleOnceCancelable(TimeSpan.FromMilliseconds(200 + i % 1000), () => Interlocked.Increment(ref fired)))
            .ToList();

        timers.ForEach(timer => timer.Cancel());
        await Later(TimeSpan.FromMilliseconds(5));

        Assert.True(fired < timers.Count, "every timer fired before it was cancelled");
        Assert.All(timers, timer => Assert.True(timer.IsCancellationRequested));
    }

    private static HashedWheelTimerScheduler Scheduler(string settings, ManualClock? clock = null)
    {
        var section = ConfigurationFactory.ParseString(settings);
        return clock is null ? new(section, NoLogger.Instance) : new(section, NoLogger.Instance, clock);
    }

    private Task Later(TimeSpan delay)
    {
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Actions.ScheduleOnce(delay, later.SetResult);
        return later.Task.WaitAsync(Patience);
    }

    private sealed class Receiver : ICanTell
    {
        public TaskCompletionSource<(object, IActorRef?)> Received { get; } = new();

        public void Tell(object message, IActorRef? sender) => Received.SetResult((message, sender));
    }

    private sealed class ErrorLogger : MinimalLogger
    {
        public List<LogEvent> Errors { get; } = [];

        protected override void Log(object message) => Errors.Add((LogEvent)message);
    }
}
