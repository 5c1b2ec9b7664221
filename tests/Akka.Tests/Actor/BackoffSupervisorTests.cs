using Akka.Actor;
using Akka.Pattern;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Delayed restarts with the BackoffSupervisor pattern".</summary>
public sealed class BackoffSupervisorTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Stage _stage = new();
    private readonly List<string> _diary = [];

    public void Dispose() => _stage.Dispose();

    private int Starts => _diary.Count(line => line.StartsWith("PreStart", StringComparison.Ordinal));

    [Fact]
    public void Stopped_child_is_started_again_after_a_delay_that_doubles()
    {
        var options = Backoff.OnStop(Fragile.Props(_diary), "child", Second, Second * 100, 0.0).WithManualReset();
        var supervisor = _stage.System.ActorOf(BackoffSupervisor.Props(options));
        _stage.Run.RunUntilIdle();
        List<double> delays = [];
        for (var round = 0; round < 4; round++)
        {
            var starts = Starts;
            StopChildOf(supervisor);
            var stopped = _stage.Run.Clock;
            _stage.Run.RunUntil(() => Starts > starts, Second * 60);
            delays.Add((_stage.Run.Clock - stopped).TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8], delays);
    }

    [Fact]
    public void Delay_never_exceeds_its_maximum_but_for_the_random_part()
    {
        var options = Backoff.OnStop(Fragile.Props(_diary), "child", Second, Second * 3, 0.5).WithManualReset();
        var supervisor = _stage.System.ActorOf(BackoffSupervisor.Props(options));
        _stage.Run.RunUntilIdle();
        for (var round = 0; round < 20; round++)
        {
            var starts = Starts;
            StopChildOf(supervisor);

            Assert.True(_stage.Run.RunUntil(() => Starts > starts, Second * 4.5), $"round {round}");
        }
    }

    [Fact]
    public void Supervisor_stops_after_as_many_starts_as_allowed()
    {
        var supervisor = _stage.System.ActorOf(BackoffSupervisor.Props(Fragile.Props(_diary), "child", Second, Second, 0.0, 2));
        var probe = _stage.Probe();
        probe.Watch(supervisor);
        for (var round = 0; round < 2; round++)
        {
            StopChildOf(supervisor);
            _stage.Run.Advance(Second * 1.5);
        }

        Assert.Equal(3, Starts);
        Assert.Empty(probe.Received);
        StopChildOf(supervisor);

        Assert.Equal(supervisor, Assert.IsType<Terminated>(Assert.Single(probe.Received)).ActorRef);
    }

    [Fact]
    public void Child_that_lives_long_enough_resets_the_delay()
    {
        var options = Backoff.OnStop(Fragile.Props(_diary), "child", Second, Second * 100, 0.0).WithAutoReset(Second * 5);
        var supervisor = _stage.System.ActorOf(BackoffSupervisor.Props(options));
        StopChildOf(supervisor);
        _stage.Run.Advance(Second * 1);
        Assert.Equal(1, RestartCount(supervisor));

        _stage.Run.Advance(Second * 5);

        Assert.Equal(0, RestartCount(supervisor));
    }

    [Fact]
    public void Failure_that_would_restart_the_child_starts_it_again_after_the_delay()
    {
        var supervisor = _stage.System.ActorOf(BackoffSupervisor.Props(
            Backoff.OnFailure(Fragile.Props(_diary), "child", Second, Second * 10, 0.0)));
        _stage.Tell(supervisor, new InvalidOperationException("x"));
        Assert.Equal("PostStop#1", _diary[^1]);

        _stage.Run.Advance(Second);
        _stage.Tell(supervisor, "alive");

        Assert.Equal("got alive#2", _diary[^1]);
    }

    [Fact]
    public void Message_while_there_is_no_child_is_answered_as_configured()
    {
        var options = Backoff.OnStop(Fragile.Props(_diary), "child", Second, Second, 0.0).WithReplyWhileStopped("later");
        var supervisor = _stage.System.ActorOf(BackoffSupervisor.Props(options));
        StopChildOf(supervisor);

        var answer = supervisor.Ask<string>("?", Second / 2);

        Assert.Equal("later", _stage.Run.Await(answer, Second));
    }

    [Fact]
    public void Final_stop_message_ends_child_and_supervisor()
    {
        var options = Backoff.OnStop(Props.Create(() => new StopsOnDone()), "child", Second, Second, 0.0).WithFinalStopMessage(message => message is "done");
        var supervisor = _stage.System.ActorOf(BackoffSupervisor.Props(options));
        var probe = _stage.Probe();
        probe.Watch(supervisor);

        _stage.Tell(supervisor, "done");
        _stage.Run.Advance(Second * 5);

        Assert.Equal(supervisor, Assert.IsType<Terminated>(Assert.Single(probe.Received)).ActorRef);
    }

    private int RestartCount(IActorRef supervisor) =>
        _stage.Run.Await(supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance, Second), Second).Count;

    // A poison pill would stop the supervisor itself.
    private void StopChildOf(IActorRef supervisor)
    {
        var child = _stage.Run.Await(supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance, Second), Second).Ref;
        ((IInternalActorRef)child).Stop();
        _stage.Run.RunUntilIdle();
    }

    private sealed class StopsOnDone : UntypedActor
    {
        protected override void OnReceive(object message) => Context.Stop(Self);
    }
}
