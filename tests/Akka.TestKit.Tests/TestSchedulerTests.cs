using Akka.Actor;
using Akka.TestKit.Configs;

namespace Akka.TestKit.Tests;

/// <summary>Time that stands still until the test moves it.</summary>
public sealed class TestSchedulerTests : Xunit2.TestKit
{
    private readonly List<string> _fired = [];

    public TestSchedulerTests()
        : base(TestConfigs.TestSchedulerConfig)
    {
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Set(double delay, string name) => Scheduler.ScheduleOnce(Seconds(delay), () => _fired.Add(name));

    [Fact]
    public void Message_comes_when_its_time_has_come_and_not_before()
    {
        Sys.Scheduler.ScheduleTellOnce(Seconds(10), TestActor, "now", ActorRefs.NoSender);

        Scheduler.Advance(Seconds(9.999));
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(Seconds(0.001));

        ExpectMsg("now", TimeSpan.Zero);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_of_their_setting()
    {
        Set(3, "last");
        Set(1, "first");
        for (var number = 10; number < 30; number++)
            Set(2, $"{number}");

        Scheduler.Advance(Seconds(3));

        Assert.Equal(["first", .. Enumerable.Range(10, 20).Select(number => $"{number}"), "last"], _fired);
    }

    [Fact]
    public void Clock_shows_the_time_of_the_timer_that_fires()
    {
        var start = Scheduler.Now;
        List<TimeSpan> times = [];
        Scheduler.ScheduleRepeatedly(Seconds(1), Seconds(2), () => times.Add(Scheduler.Now - start));

        Scheduler.Advance(Seconds(6));

        Assert.Equal([Seconds(1), Seconds(3), Seconds(5)], times);
        Assert.Equal(Seconds(6), Scheduler.MonotonicClock);
        Assert.Equal(start + Seconds(6), Scheduler.Now);
    }

    [Fact]
    public void Timer_that_is_set_by_another_fires_on_the_same_way_when_it_is_due()
    {
        Scheduler.ScheduleOnce(Seconds(1), () =>
        {
            Set(1, "chained");
            Set(5, "later");
        });
        Set(3, "last");

        Scheduler.Advance(Seconds(4));

        Assert.Equal(["chained", "last"], _fired);
    }

    [Fact]
    public void Time_is_advanced_to_a_moment_and_never_back()
    {
        Set(60, "minute");

        Scheduler.AdvanceTo(Scheduler.Now + Seconds(60));

        Assert.Equal(["minute"], _fired);
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheduler.AdvanceTo(Scheduler.Now - Seconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheduler.Advance(Seconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Set(-1, "past"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheduler.ScheduleRepeatedly(Seconds(1), Seconds(0), () => { }));
    }

    [Fact]
    public void Cancelled_timer_does_not_fire_also_when_it_cancels_itself()
    {
        using var once = new Cancelable(Sys.Scheduler);
        using var repeated = new Cancelable(Sys.Scheduler);
        Scheduler.ScheduleOnce(Seconds(1), () => _fired.Add("once"), once);
        Scheduler.ScheduleRepeatedly(Seconds(1), Seconds(1), () =>
        {
            _fired.Add("repeated");
            repeated.Cancel();
        }, repeated);

        once.Cancel();
        Scheduler.Advance(Seconds(5));

        Assert.Equal(["repeated"], _fired);
    }

    [Fact]
    public void Failure_of_one_timer_is_logged_and_does_not_hold_up_the_next()
    {
        Scheduler.ScheduleOnce(Seconds(1), () => throw new FormatException("bad timer"));
        Set(2, "next");

        EventFilter.Exception<FormatException>("bad timer").ExpectOne(() => Scheduler.Advance(Seconds(2)));

        Assert.Equal(["next"], _fired);
    }

    [Fact]
    public void Timers_of_actors_are_in_the_tests_hands()
    {
        var actor = ActorOf(Props.Create(() => new Ticking(TestActor)).WithDispatcher(CallingThreadDispatcher.Id));

        Scheduler.Advance(Seconds(3.5));

        Assert.Equal(["tick", "tick", "tick"], ReceiveN(3, TimeSpan.Zero));
        ExpectNoMsg(TimeSpan.Zero);
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        ExpectTerminated(actor);
    }

    [Fact]
    public async Task Time_limit_of_a_question_is_in_the_tests_hands()
    {
        var answer = ActorOf(TestActors.BlackHoleActor.Props).Ask("?", Seconds(3600));
        Scheduler.Advance(Seconds(3599));
        Assert.False(answer.IsCompleted);

        Scheduler.Advance(Seconds(1));

        await Assert.ThrowsAsync<AskTimeoutException>(() => answer);
    }

    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        private readonly IActorRef _listener;

        public Ticking(IActorRef listener)
        {
            _listener = listener;
            ReceiveAny(message => _listener.Tell(message));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer("tick", "tick", Seconds(1));
    }
}
