using System.Diagnostics;
using System.Globalization;

namespace Akka.Persistence.Tests;

/// <summary>A simulated run with persistence is repeatable.</summary>
public sealed class TraceTests
{
    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var round = 0; round < 20; round++)
        {
            var seed = Seeds.Next();

            Assert.True(History.TraceOf(seed) == History.TraceOf(seed), $"seed {seed}");
        }
    }

    [Fact]
    public void Other_seeds_give_other_traces() =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(History.TraceOf).Distinct().Count());

    [Fact]
    public void Another_process_gives_the_same_trace()
    {
        var seed = Seeds.Next();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", typeof(TraceTests).Assembly.Location, seed.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);

        using var other = Process.Start(start)!;
        var printed = other.StandardOutput.ReadToEnd().Trim();
        other.WaitForExit();

        Assert.True(History.TraceOf(seed).ToString(CultureInfo.InvariantCulture) == printed, $"seed {seed}: the other process printed '{printed}'");
    }

    /// <summary>The test assembly as a program of its own: prints the trace hash of a seed.</summary>
    internal static void Main(string[] arguments)
    {
        if (arguments is [var seed])
            Console.Write(History.TraceOf(int.Parse(seed, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
    }
}
