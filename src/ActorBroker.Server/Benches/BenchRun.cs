using System.Globalization;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using Spectre.Console;

namespace ActorBroker.Server.Benches;

/// <summary>Shows how a run goes, and what came of it.</summary>
internal sealed class BenchRun(CommandContext context, BenchMeter meter)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs it; on a terminal a line below tells how far it is.</summary>
    public async Task RunAsync(Func<Task> run)
    {
        var console = context.Output.ChatterConsole;
        if (!console.Profile.Capabilities.Interactive)
        {
            await run();
            return;
        }

        await console.Status().StartAsync("Connecting", async status =>
        {
            var running = run();
            while (!running.IsCompleted)
            {
                await Task.WhenAny(running, context.Cluster.PauseAsync(Refresh));
                status.Status = Progress(meter.Read());
            }

            await running;
        });
    }

    /// <summary>Gives the figures.</summary>
    /// <param name="kind">What was run.</param>
    /// <param name="plan">What was to be done.</param>
    public void Report(string kind, BenchPlan plan)
    {
        var figures = meter.Read();
        var result = new BenchResult(kind, plan.Topic, plan.Clients, plan.Rate, figures);
        context.Output.Write(result, console =>
        {
            var table = new TextTable("BENCH", "RECORDS>", "SECONDS>", "RECORDS/S>", "MB/S>");
            table.Add(kind, figures.Records, Fixed(figures.Seconds), Rounded(figures.RecordsPerSecond), Fixed(figures.MegabytesPerSecond));
            table.WriteTo(console);
            if (figures.LatencyMs is not { } latency)
                return;

            console.WriteLine();
            var percentiles = new TextTable("LATENCY", "P50>", "P90>", "P99>", "P99.9>", "MAX>");
            percentiles.Add("ms", Fixed(latency.P50), Fixed(latency.P90), Fixed(latency.P99), Fixed(latency.P999), Fixed(latency.Max));
            percentiles.WriteTo(console);
        });
    }

    private static string Progress(BenchFigures figures)
    {
        var throughput = string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Records:N0} records in {figures.Seconds:0.0} s: {figures.RecordsPerSecond:N0}/s, {figures.MegabytesPerSecond:0.0} MB/s");
        if (figures.LatencyMs is not { } latency)
            return throughput;
        return throughput + string.Create(CultureInfo.InvariantCulture, $", p50 {latency.P50:0.0} ms, p99 {latency.P99:0.0} ms, max {latency.Max:0.0} ms");
    }

    private static string Fixed(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Rounded(double number) => number.ToString("0", CultureInfo.InvariantCulture);

    private sealed record BenchResult(string Bench, string Topic, int Clients, double? Rate, BenchFigures Figures);
}
