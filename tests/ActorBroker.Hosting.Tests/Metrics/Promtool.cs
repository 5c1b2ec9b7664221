using System.Diagnostics;

namespace ActorBroker.Hosting.Tests.Metrics;

/// <summary>Prometheus' own judge of pages of metrics: <c>promtool check metrics</c>.</summary>
internal static class Promtool
{
    private const int Sound = 0;
    private const int Questionable = 3;

    /// <summary>What it objects to in names and texts; fails where it cannot read the page.</summary>
    public static IReadOnlyList<string> Check(string page)
    {
        var start = new ProcessStartInfo(Tool.Find("promtool")!, ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var objections = process.StandardError.ReadToEndAsync();
        var rest = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(page);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(Tool.Limit), "promtool did not end");
        Assert.True(process.ExitCode is Sound or Questionable, $"promtool ended with {process.ExitCode}: {objections.Result}{rest.Result}");
        return objections.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
