using System.Globalization;

namespace ActorBroker.Simulation.Tests;

/// <summary>A seed decides everything.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void The_same_seed_gives_the_same_run_told_or_not()
    {
        for (var seed = 1; seed <= 20; seed++)
            Assert.True(Scenario.Run(seed).TraceHash == Scenario.Run(seed, isTold: true).TraceHash, $"seed {seed}");
    }

    [Fact]
    public void Other_seeds_give_other_runs() =>
        Assert.Equal(20, SimulatedSeeds.RunAll(1, 20).Select(outcome => outcome.TraceHash).Distinct().Count());

    [Fact]
    public void Another_process_gives_the_same_run()
    {
        for (var round = 0; round < 3; round++)
        {
            var seed = Seeds.Next();

            var printed = OtherProcess.HashOf(seed);

            Assert.True(Scenario.Run(seed).TraceHash.ToString(CultureInfo.InvariantCulture) == printed, $"seed {seed}: the other process printed '{printed}'");
        }
    }
}
