using System.Diagnostics;
using System.Globalization;

namespace ActorBroker.Simulation.Tests;

/// <summary>The test assembly as a program of its own: it runs one seed and prints what happened, or only the hash of it.</summary>
internal static class OtherProcess
{
    private const string OnlyHash = "hash";

    public static int Main(string[] arguments)
    {
        var seed = int.Parse(arguments[^1], CultureInfo.InvariantCulture);
        var isTold = arguments[0] != OnlyHash;
        var outcome = Scenario.Run(seed, isTold: isTold);
        foreach (var line in outcome.Told)
            Console.WriteLine(line);
        Console.WriteLine(outcome.TraceHash.ToString(CultureInfo.InvariantCulture));
        return outcome.Failure is null ? 0 : 1;
    }

    /// <summary>The trace's hash of a seed, as another process finds it.</summary>
    public static string HashOf(int seed)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", typeof(OtherProcess).Assembly.Location, OnlyHash, seed.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        using var other = Process.Start(start)!;
        var printed = other.StandardOutput.ReadToEnd().Trim();
        other.WaitForExit();
        return printed;
    }
}
