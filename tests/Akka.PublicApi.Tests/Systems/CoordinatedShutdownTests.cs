using Akka.Actor;
using Akka.Configuration;

namespace Akka.PublicApi.Tests.Systems;

public sealed class CoordinatedShutdownTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Tasks_run_phase_by_phase_and_the_system_terminates_last()
    {
        var system = ActorSystem.Create("closing", ConfigurationFactory.ParseString("""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            akka.coordinated-shutdown.phases.our-own { depends-on = [service-stop], timeout = 1 s, recover = on }
            """));
        var ran = new List<string>();
        var shutdown = CoordinatedShutdown.Get(system);
        string[] phases =
        [
            CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseServiceUnbind, CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseServiceStop, "our-own", CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
        ];
        foreach (var phase in phases.Reverse())
            shutdown.AddTask(phase, "note", () => Note(ran, phase));

        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Limit);

        await system.WhenTerminated.WaitAsync(Limit);
        Assert.Equal(phases.Where(phase => phase != "our-own"), ran.Where(phase => phase != "our-own"));
        Assert.True(ran.IndexOf("our-own") > ran.IndexOf(CoordinatedShutdown.PhaseServiceStop));
        Assert.IsType<CoordinatedShutdown.ClrExitReason>(shutdown.ShutdownReason);
        Assert.Equal(TimeSpan.FromSeconds(1), shutdown.Timeout("our-own"));
    }

    [Fact]
    public async Task Terminating_the_system_runs_the_shutdown_and_tells_the_reason()
    {
        var system = ActorSystem.Create("terminating", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));
        var ran = new List<string>();
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseActorSystemTerminate, "note", () => Note(ran, "last"));

        await system.Terminate().WaitAsync(Limit);

        Assert.Equal(["last"], ran);
        Assert.IsType<CoordinatedShutdown.ActorSystemTerminateReason>(CoordinatedShutdown.Get(system).ShutdownReason);
    }

    private static Task<Done> Note(List<string> ran, string phase)
    {
        ran.Add(phase);
        return Task.FromResult(Done.Instance);
    }
}
