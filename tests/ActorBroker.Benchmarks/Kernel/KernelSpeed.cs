using System.Diagnostics;
using System.Globalization;

namespace ActorBroker.Benchmarks.Kernel;

/// <summary>
/// How fast the kernel's actors are: medians over several process starts, because a process keeps the luck of its start
/// (where its threads run, what the compiler inlined). <c>kernel [starts] [part of a name]</c>; <c>kernel once [part]</c> measures in this process.
/// </summary>
internal static class KernelSpeed
{
    private const int StartsDefault = 5;

    public static void Run(string[] arguments, TextWriter output)
    {
        var part = arguments.Length > 1 ? arguments[1] : "";
        if (arguments is ["once", ..])
        {
            foreach (var (name, value) in KernelMeasurements.Named(part))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}={value:F3}"));
            return;
        }

        var starts = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : StartsDefault;
        var values = new Dictionary<string, List<double>>();
        for (var start = 0; start < starts; start++)
        {
            foreach (var (name, value) in MeasureInAnotherProcess(part))
            {
                if (!values.TryGetValue(name, out var series))
                    values.Add(name, series = []);
                series.Add(value);
            }
        }

        foreach (var (name, series) in values)
        {
            series.Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44} median {series[series.Count / 2],10:F2}   least {series[0],10:F2}   most {series[^1],10:F2}"));
        }
    }

    private static List<(string Name, double Value)> MeasureInAnotherProcess(string part)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", typeof(KernelSpeed).Assembly.Location, "kernel", "once", part])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('='))
            .Select(pair => (pair[0], double.Parse(pair[1], CultureInfo.InvariantCulture)))];
    }
}
