namespace ActorBroker.Simulation.Tests;

/// <summary>The broker keeps its promises whatever happens to it.</summary>
public sealed class PromiseTests
{
    private const int SeedsThatShowVariety = 100;

    [Fact]
    public void Every_promise_is_kept_under_every_seed()
    {
        var outcomes = SimulatedSeeds.RunAll(SimulatedSeeds.First, SimulatedSeeds.Count);

        var failed = outcomes.Where(outcome => outcome.Failure is not null).OrderBy(outcome => outcome.Seed).ToList();
        Assert.True(failed.Count == 0, failed.Count == 0 ? "" : $"{failed.Count} of {outcomes.Count} seeds failed ({Text(failed)}). {SimulatedSeeds.Tell(failed[0])}");
    }

    /// <summary>Runs in which nothing happens would keep every promise.</summary>
    [Fact]
    public void The_seeds_bring_every_fault_and_many_acknowledgements()
    {
        var outcomes = SimulatedSeeds.RunAll(1, SeedsThatShowVariety);

        Assert.Equal(9, outcomes.SelectMany(outcome => outcome.Faults).Distinct().Count());
        Assert.InRange(outcomes.Average(outcome => outcome.Acknowledged), 5, double.MaxValue);
        Assert.InRange(outcomes.Count(outcome => outcome.Generations > 1), 35, SeedsThatShowVariety);
        Assert.InRange(outcomes.Sum(outcome => outcome.KeptOffsets), 300, int.MaxValue);
        Assert.InRange(outcomes.Average(outcome => outcome.Lives), 2.5, double.MaxValue);
        Assert.InRange(outcomes.Average(outcome => outcome.Steps), 700, double.MaxValue);
    }

    private static string Text(IEnumerable<Outcome> outcomes) => string.Join(", ", outcomes.Take(20).Select(outcome => outcome.Seed));
}
