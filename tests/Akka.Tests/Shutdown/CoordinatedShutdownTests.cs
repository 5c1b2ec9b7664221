using Akka.Actor;
using Akka.Configuration;
using Akka.Tests.Actor;

namespace Akka.Tests.Shutdown;

public sealed class CoordinatedShutdownTests : IDisposable
{
    private readonly Stage _stage = new(hocon: """
        akka.coordinated-shutdown.phases {
          service-unbind.recover = off
          own { depends-on = [service-stop], timeout = 2 s }
          cluster-leave.depends-on = [cluster-sharding-shutdown-region, own]
        }
        """);

    private readonly List<string> _log = [];

    private CoordinatedShutdown Shutdown => CoordinatedShutdown.Get(_stage.System);

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void Phases_run_one_after_another_as_they_depend_on_each_other()
    {
        string[] inOrder =
        [
            CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseServiceUnbind, CoordinatedShutdown.PhaseServiceStop, "own",
            CoordinatedShutdown.PhaseClusterLeave, CoordinatedShutdown.PhaseClusterShutdown, CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
        ];
        foreach (var phase in inOrder.Reverse())
            Add(phase, phase);

        var run = Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal(inOrder, _log);
        Assert.True(run.IsCompletedSuccessfully);
        Assert.True(_stage.System.WhenTerminated.IsCompleted);
    }

    [Fact]
    public void A_phase_lasts_until_all_its_tasks_have_ended()
    {
        var slow = new TaskCompletionSource<Done>();
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "slow", () => slow.Task);
        Add(CoordinatedShutdown.PhaseServiceStop, "fast");
        Add(CoordinatedShutdown.PhaseClusterLeave, "next");

        var run = Run(CoordinatedShutdown.UnknownReason.Instance);
        var before = _log.ToList();
        slow.SetResult(Done.Instance);
        _stage.Run.RunUntilIdle();

        Assert.Equal(["fast"], before);
        Assert.Equal(["fast", "next"], _log);
        Assert.True(run.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_phase_that_takes_too_long_is_left_behind()
    {
        Shutdown.AddTask("own", "endless", () => new TaskCompletionSource<Done>().Task);
        Add(CoordinatedShutdown.PhaseClusterLeave, "next");

        Run(CoordinatedShutdown.UnknownReason.Instance);
        _stage.Run.Advance(TimeSpan.FromSeconds(1.9));
        var before = _log.ToList();
        _stage.Run.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Empty(before);
        Assert.Equal(["next"], _log);
        Assert.Equal(TimeSpan.FromSeconds(2), Shutdown.Timeout("own"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failed_task_ends_the_shutdown_only_where_recover_is_off(bool throws)
    {
        Shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "forgiven", () => Fail("forgiven", throws));
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fatal", () => Fail("fatal", throws));
        Add(CoordinatedShutdown.PhaseServiceStop, "never");

        var run = Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal("fatal", run.Exception?.InnerException?.Message);
        Assert.Empty(_log);
        Assert.False(_stage.System.WhenTerminated.IsCompleted);
        _stage.System.Abort();
    }

    [Fact]
    public void The_shutdown_runs_once_and_keeps_its_first_reason()
    {
        Add(CoordinatedShutdown.PhaseServiceStop, "once");

        var first = Run(CoordinatedShutdown.ClusterDowningReason.Instance);
        var second = Run(CoordinatedShutdown.ClrExitReason.Instance);

        Assert.Same(first, second);
        Assert.Same(CoordinatedShutdown.ClusterDowningReason.Instance, Shutdown.ShutdownReason);
        Assert.Equal(["once"], _log);
    }

    [Fact]
    public void Terminating_the_system_runs_the_shutdown()
    {
        Add(CoordinatedShutdown.PhaseServiceStop, "task");

        var terminated = _stage.System.Terminate();
        _stage.Run.RunUntilIdle();

        Assert.Equal(["task"], _log);
        Assert.True(terminated.IsCompleted);
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, Shutdown.ShutdownReason);
    }

    [Fact]
    public void A_run_from_a_phase_skips_those_before()
    {
        Add(CoordinatedShutdown.PhaseServiceUnbind, "skipped");
        Add(CoordinatedShutdown.PhaseClusterExiting, "run");

        Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseClusterExiting);
        _stage.Run.RunUntilIdle();

        Assert.Equal(["run"], _log);
    }

    [Fact]
    public void Only_phases_with_tasks_count_towards_the_total_timeout()
    {
        var terminate = Shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate);

        Add("own", "task");

        Assert.Equal(TimeSpan.FromSeconds(10), terminate);
        Assert.Equal(TimeSpan.FromSeconds(12), Shutdown.TotalTimeout);
    }

    [Fact]
    public void An_unknown_phase_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => Add("nonsense", "task"));

        Assert.Contains("There is no phase 'nonsense' in akka.coordinated-shutdown.phases; known are before-service-unbind, service-unbind", error.Message);
    }

    [Theory]
    [InlineData("akka.coordinated-shutdown.phases.service-unbind.depends-on = [cluster-leave]", "depends on itself")]
    [InlineData("akka.coordinated-shutdown.terminate-actor-system = off", "needs akka.coordinated-shutdown.terminate-actor-system = on")]
    public void A_faulty_configuration_is_a_clear_error(string hocon, string expected)
    {
        var config = ConfigurationFactory.ParseString(hocon + "\nakka.stdout-loglevel = OFF, akka.loglevel = OFF");

        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("faulty", config));

        Assert.Contains(expected, error.Message);
    }

    private static Task<Done> Fail(string why, bool throws) =>
        throws ? throw new InvalidOperationException(why) : Task.FromException<Done>(new InvalidOperationException(why));

    private void Add(string phase, string name) => Shutdown.AddTask(phase, name, () =>
    {
        _log.Add(name);
        return Task.FromResult(Done.Instance);
    });

    private Task<Done> Run(CoordinatedShutdown.Reason reason)
    {
        var run = Shutdown.Run(reason);
        _stage.Run.RunUntilIdle();
        return run;
    }
}
