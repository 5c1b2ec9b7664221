using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>
/// A crash after every change that a log made to its disk. <c>ACTORBROKER_CRASH_TRACES</c> sets how many histories run (default 2),
/// <c>ACTORBROKER_CRASH_STEPS</c> their length (default 100), <c>ACTORBROKER_CRASH_SEED</c> the first seed; to the file
/// <c>ACTORBROKER_CRASH_PROGRESS</c> a line is added after each history.
/// </summary>
public sealed class LogCrashTests
{
    private static readonly int Traces = Number("ACTORBROKER_CRASH_TRACES", 2);
    private static readonly int Steps = Number("ACTORBROKER_CRASH_STEPS", 100);
    private static readonly int FirstSeed = Number("ACTORBROKER_CRASH_SEED", 1);

    [Theory]
    [InlineData(DiskCrash.PowerLoss)]
    [InlineData(DiskCrash.ProcessKill)]
    public void Nothing_flushed_is_lost_and_nothing_bad_is_served_after_a_crash_anywhere(DiskCrash crash)
    {
        for (var seed = FirstSeed; seed < FirstSeed + Traces; seed++)
        {
            var trace = new CrashTrace(seed, Steps);
            for (var change = trace.FirstChange; change <= trace.ChangeCount; change++)
                Check(trace, change, crash, seed);
            ReportProgress(trace, crash, seed);
        }
    }

    private static void ReportProgress(CrashTrace trace, DiskCrash crash, int seed)
    {
        if (Environment.GetEnvironmentVariable("ACTORBROKER_CRASH_PROGRESS") is { Length: > 0 } path)
            File.AppendAllText(path, $"{crash} seed {seed}: {2 * (trace.ChangeCount - trace.FirstChange + 1)} crash states, 0 violations{Environment.NewLine}");
    }

    private static void Check(CrashTrace trace, int change, DiskCrash crash, int seed)
    {
        try
        {
            CrashCheck.Run(trace, change, crash, seed);
        }
        catch (Exception exception)
        {
            var (before, after) = trace.PromisesAt(change);
            throw new InvalidOperationException(
                $"Seed {seed}, {crash} after change {change} of {trace.ChangeCount} (after '{before.Step}' at {before.Change}, in '{after.Step}'). Before: {before.Log.Start}..{before.Log.End} durable {before.Durable}; after: {after.Log.Start}..{after.Log.End}. Known: {trace.KnownAt(change, crash, seed)}", exception);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}
