using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ActorBroker.Simulation.Tests.Mistakes;

namespace ActorBroker.Simulation.Tests;

/// <summary>
/// The seeds that are run, and how. <c>ACTORBROKER_SIM_SEEDS</c> says how many (default 1,000), <c>ACTORBROKER_SIM_SEED</c> which is the first (default 1).
/// </summary>
internal static class SimulatedSeeds
{
    private const string CountVariable = "ACTORBROKER_SIM_SEEDS";
    private const string FirstVariable = "ACTORBROKER_SIM_SEED";
    private const int CountDefault = 1_000;
    private const int LinesTold = 400;

    public static int First => Number(FirstVariable, 1);

    public static int Count => Number(CountVariable, CountDefault);

    /// <summary>Runs seeds on all processors, each run on one thread.</summary>
    public static IReadOnlyCollection<Outcome> RunAll(int first, int count)
    {
        var outcomes = new ConcurrentBag<Outcome>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(first, first + count, options, seed => outcomes.Add(Scenario.Run(seed)));
        return outcomes;
    }

    /// <summary>The first seed from 1 on under which a planted mistake shows, and how; null when none does up to the last.</summary>
    public static Outcome? FindFirst(IMistake mistake, int last)
    {
        for (var seed = 1; seed <= last; seed++)
        {
            var outcome = Scenario.Run(seed, mistake);
            if (outcome.Failure is not null)
                return outcome;
        }

        return null;
    }

    /// <summary>A failed seed: what went wrong, how to see it again, and what happened before.</summary>
    public static string Tell(Outcome failed)
    {
        var told = Scenario.Run(failed.Seed, isTold: true).Told;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {failed.Seed}: {failed.Failure}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Again: dotnet run -c Release --project tests/ActorBroker.Simulation.Tests -- {failed.Seed}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Faults: {string.Join(", ", failed.Faults)}. The last {Math.Min(LinesTold, told.Count)} of {told.Count} lines:");
        foreach (var line in told.TakeLast(LinesTold))
            text.AppendLine(line);
        return text.ToString();
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
