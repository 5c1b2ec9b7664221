using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;
using Akka.Tests.Races;

namespace Akka.Tests.Simulation;

/// <summary>A program whose trace is compared, also between processes: systems that play all race scenarios.</summary>
internal static class TracedProgram
{
    public static ulong HashOf(int seed)
    {
        using var run = new SimulatedRun(seed);
        foreach (var scenario in Scenario.Names)
        {
            var system = Create("traced");
            new Scenario(scenario, run.Random).Start(system);
            run.Advance(TimeSpan.FromSeconds(1));
            run.Await(system.Terminate(), TimeSpan.FromMinutes(1));
        }

        return run.TraceHash;
    }

    public static ActorSystem Create(string name) => ActorSystem.Create(
        name,
        ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF, akka.loggers = []")
            .WithFallback(ConfigurationFactory.ParseString(SimulatedRun.Hocon)));
}
