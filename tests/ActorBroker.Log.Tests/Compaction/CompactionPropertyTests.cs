using System.Globalization;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>Random lives of compacted logs. <c>ACTORBROKER_COMPACTION_RUNS</c> sets how many (default 60).</summary>
public sealed class CompactionPropertyTests
{
    private static readonly int Runs = int.Parse(
        Environment.GetEnvironmentVariable("ACTORBROKER_COMPACTION_RUNS") ?? "60", CultureInfo.InvariantCulture);

    [Fact]
    public void A_compacted_log_keeps_all_that_counts_and_loses_the_rest_in_time()
    {
        var first = Seeds.Next();
        var compactions = 0;
        for (var seed = first; seed < first + Runs; seed++)
            compactions += Live(seed);

        Assert.True(compactions > Runs, $"only {compactions} compactions in {Runs} runs from seed {first}");
    }

    private static int Live(int seed)
    {
        var run = new RandomCompactionRun(seed);
        var steps = new List<string>();
        try
        {
            for (var step = 0; step < 100; step++)
            {
                steps.Add(run.Step());
                run.Check();
            }
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Seed {seed}, step {steps.Count}: {string.Join(", ", steps.TakeLast(10))}: {exception.Message}", exception);
        }

        return run.Compactions;
    }
}
