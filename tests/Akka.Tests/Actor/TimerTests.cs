using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Timers" and "Receive timeout".</summary>
public sealed class TimerTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Stage _stage = new();
    private readonly List<object> _got = [];

    public void Dispose() => _stage.Dispose();

    private IActorRef Timed(Action<object, ITimerScheduler> onMessage)
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new TimedActor(onMessage, _got)));
        _stage.Run.RunUntilIdle();
        return actor;
    }

    [Fact]
    public void Single_timer_fires_once_after_its_time()
    {
        var actor = Timed((message, timers) =>
        {
            if (message is "start")
                timers.StartSingleTimer("key", "tick", Second);
        });
        _stage.Tell(actor, "start");

        _stage.Run.Advance(Second - TimeSpan.FromTicks(1));
        Assert.Equal(["start"], _got);
        _stage.Run.Advance(Second * 5);

        Assert.Equal(["start", "tick"], _got);
    }

    [Fact]
    public void Periodic_timer_fires_until_it_is_cancelled()
    {
        var actor = Timed((message, timers) =>
        {
            if (message is "start")
                timers.StartPeriodicTimer("key", "tick", Second);
            else if (message is "cancel")
                timers.Cancel("key");
        });
        _stage.Tell(actor, "start");
        _stage.Run.Advance(Second * 3);

        _stage.Tell(actor, "cancel");
        _stage.Run.Advance(Second * 3);

        Assert.Equal(["start", "tick", "tick", "tick", "cancel"], _got);
    }

    [Fact]
    public void Timer_of_the_same_key_replaces_the_one_before()
    {
        var actor = Timed((message, timers) =>
        {
            if (message is string text && text.StartsWith("start", StringComparison.Ordinal))
                timers.StartSingleTimer("key", $"tick of {text}", Second);
        });

        _stage.Tell(actor, "start 1", "start 2");
        _stage.Run.Advance(Second * 2);

        Assert.Equal(["start 1", "start 2", "tick of start 2"], _got);
    }

    [Fact]
    public void Message_of_a_cancelled_timer_is_dropped_even_from_the_mailbox()
    {
        var actor = Timed((message, timers) =>
        {
            if (message is "start")
                timers.StartSingleTimer("key", "tick", Second);
            else if (message is "cancel")
                timers.Cancel("key");
        });
        _stage.Tell(actor, "start");
        var cell = ((LocalActorRef)actor).Cell;
        cell.Suspend();
        actor.Tell("cancel", ActorRefs.NoSender);
        _stage.Run.Advance(Second * 2);

        cell.Resume(null);
        _stage.Run.RunUntilIdle();

        Assert.Equal(["start", "cancel"], _got);
    }

    [Fact]
    public void Restart_ends_the_timers_of_the_former_instance()
    {
        var actor = Timed((message, timers) =>
        {
            if (message is "start")
                timers.StartPeriodicTimer("key", "tick", Second);
            else if (message is "throw")
                throw new InvalidOperationException("x");
        });

        _stage.Tell(actor, "start", "throw");
        _stage.Run.Advance(Second * 5);

        Assert.Equal(["start", "throw"], _got);
    }

    [Fact]
    public void Receive_timeout_comes_after_silence_and_again_after_more()
    {
        var actor = _stage.Actor((message, context) =>
        {
            _got.Add(message);
            if (message is "start")
                context.SetReceiveTimeout(Second);
        });
        _stage.Tell(actor, "start");

        _stage.Run.Advance(Second / 2);
        _stage.Tell(actor, "awake");
        _stage.Run.Advance(Second / 2);
        Assert.Equal(["start", "awake"], _got);
        _stage.Run.Advance(Second * 2);

        Assert.Equal(["start", "awake", ReceiveTimeout.Instance, ReceiveTimeout.Instance], _got);
    }

    [Fact]
    public void Message_without_influence_does_not_put_the_receive_timeout_off()
    {
        var actor = _stage.Actor((message, context) =>
        {
            if (message is "start")
                context.SetReceiveTimeout(Second);
            else if (message is ReceiveTimeout)
                _got.Add(message);
        });
        _stage.Tell(actor, "start");
        _stage.Run.Advance(Second * 0.9);

        _stage.Tell(actor, new Quiet());
        _stage.Run.Advance(Second * 0.2);

        Assert.Single(_got);
    }

    [Fact]
    public void Receive_timeout_can_be_taken_back()
    {
        var actor = _stage.Actor((message, context) =>
        {
            _got.Add(message);
            context.SetReceiveTimeout(message is "start" ? Second : null);
        });

        _stage.Tell(actor, "start", "stop");
        _stage.Run.Advance(Second * 5);

        Assert.Equal(["start", "stop"], _got);
    }

    private sealed record Quiet : INotInfluenceReceiveTimeout;

    private sealed class TimedActor(Action<object, ITimerScheduler> onMessage, List<object> got) : UntypedActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            got.Add(message);
            onMessage(message, Timers);
        }
    }
}
