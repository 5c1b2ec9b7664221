using System.Diagnostics;
using System.Globalization;

namespace ActorBroker.Machines.Tests.Checking;

/// <summary>
/// Explores systems to their end and reports how many states they have, how long it took, and how often each row and fault was reached.
/// <c>ACTORBROKER_EXPLORE=all</c> asks for the large bounds, and any other text for those whose name has it; to the file <c>ACTORBROKER_EXPLORE_PROGRESS</c> a line is added after each
/// millionth state, and the report at the end.
/// </summary>
internal sealed class Exploration(Action<string> output)
{
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("ACTORBROKER_EXPLORE");

    /// <summary>True when the large bounds are wanted too, or some of them.</summary>
    public static bool IsLong => Wanted is { Length: > 0 };

    private static bool IsChosen => IsLong && Wanted != "all";

    /// <summary>What was reached in all of them.</summary>
    public Coverage Coverage { get; } = new();

    /// <summary>States of all of them.</summary>
    public long States { get; private set; }

    /// <summary>Visits every state of a system.</summary>
    /// <param name="name">What is explored.</param>
    /// <param name="make">Makes the system.</param>
    public void Run(string name, Func<Coverage, IExploredSystem> make)
    {
        if (IsChosen && !name.Contains(Wanted!, StringComparison.Ordinal))
            return;

        var explorer = new Explorer(make(Coverage), Coverage);
        var before = ProcessorTime();
        var breach = explorer.Run(uint.MaxValue, at => Report(name, at, before));
        Assert.True(breach is null, $"{name}:\n{breach}");
        Assert.True(explorer.IsComplete);
        States += explorer.States;
        output(Report(name, explorer, before));
    }

    /// <summary>Checks that everything that can be reached was, and reports how often.</summary>
    /// <param name="expected">Rows and faults.</param>
    public void CheckReached(IEnumerable<string> expected)
    {
        foreach (var name in expected)
            Coverage.Number(name);
        var report = $"{States.ToString("N0", CultureInfo.InvariantCulture)} states in all; how often each row and fault was reached:\n{Coverage}";
        output(report);
        Progress.Add(report);
        if (!IsChosen)
            Assert.Empty(expected.Intersect(Coverage.Missing));
    }

    private static string Report(string name, Explorer explorer, TimeSpan before)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {explorer.States:N0} states, {explorer.Steps:N0} steps, {(ProcessorTime() - before).TotalSeconds:N0} s of processor time{(explorer.IsComplete ? ", complete, 0 violations" : "")}");
        Progress.Add(line);
        return line;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
