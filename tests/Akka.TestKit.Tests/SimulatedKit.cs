using Akka.Configuration;
using Akka.Simulation;
using Akka.TestKit.Xunit2;

namespace Akka.TestKit.Tests;

/// <summary>A test kit in virtual time: what it says about time can be tested exactly. Its tests stay on one thread: they await nothing.</summary>
internal sealed class SimulatedKit : TestKitBase, IDisposable
{
    private SimulatedKit(SimulatedRun run, string hocon)
        : base(new XunitAssertions(), ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(SimulatedRun.Hocon)))
    {
        Run = run;
        run.RunUntilIdle();
    }

    public SimulatedRun Run { get; }

    public static SimulatedKit Start(string hocon = "") => new(new SimulatedRun(seed: 1), hocon);

    public void TellLater(TimeSpan delay, object message) =>
        Sys.Scheduler.ScheduleTellOnce(delay, TestActor, message, Akka.Actor.ActorRefs.NoSender);

    public void Dispose()
    {
        // A test that went on to another thread would leave its run on this one, for the next test to fall over.
        Assert.Same(Run, SimulatedRun.OfThisThread);
        Shutdown(verifySystemShutdown: true);
        Run.Dispose();
    }
}
