using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Shutdown;

/// <summary>Where the end of the system, and of the process, stands among the phases.</summary>
public sealed class ShutdownOrderTests
{
    [Theory]
    [InlineData("a-loose { depends-on = [service-stop] }", "a-loose", false)]
    [InlineData("z-loose { timeout = 1 s }", "z-loose", false)]
    [InlineData("behind { depends-on = [actor-system-terminate] }", "behind", true)]
    public void A_phase_runs_before_the_end_of_the_system_unless_it_asks_to_run_behind_it(string hocon, string phase, bool behind)
    {
        using var stage = new Stage(hocon: $"akka.coordinated-shutdown.phases.{hocon}");
        bool? hadTerminated = null;
        CoordinatedShutdown.Get(stage.System).AddTask(phase, "note", () =>
        {
            hadTerminated = stage.System.WhenTerminated.IsCompleted;
            return Task.FromResult(Done.Instance);
        });

        var run = CoordinatedShutdown.Get(stage.System).Run(CoordinatedShutdown.UnknownReason.Instance);
        stage.Run.RunUntilIdle();

        Assert.True(run.IsCompletedSuccessfully);
        Assert.Equal(behind, hadTerminated);
    }

    [Theory]
    [InlineData("on", "stopped for ClrExitReason, terminated")]
    [InlineData("off", "")]
    public void A_process_that_ends_runs_the_shutdown_if_the_configuration_says_so(string hook, string expected)
    {
        var printed = OtherProcess.Run(OtherProcess.Leave, hook);

        Assert.Equal(expected, printed);
    }
}
