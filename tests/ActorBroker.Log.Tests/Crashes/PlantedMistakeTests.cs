using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>The crash runs can see: with a mistake planted they fail.</summary>
public sealed class PlantedMistakeTests
{
    private const int SeedsMax = 10;
    private const int Steps = 60;

    [Fact]
    public void An_omitted_flush_of_batches_is_found() =>
        AssertFound(disk => new SpoiledDisk(disk, path => path.EndsWith(".log", StringComparison.Ordinal), forgetsDirectories: false));

    [Fact]
    public void An_omitted_flush_of_a_directory_is_found() =>
        AssertFound(disk => new SpoiledDisk(disk, _ => false, forgetsDirectories: true));

    [Fact]
    public void A_clean_mark_that_was_left_behind_is_found() => AssertFound(spoil: null, trustsClean: true);

    [Fact]
    public void A_recovery_that_does_not_flush_what_it_keeps_is_found() =>
        AssertFound(
            spoil: null,
            crash: DiskCrash.ProcessKill,
            spoilRestart: disk => new SpoiledDisk(disk, path => path.EndsWith(".log", StringComparison.Ordinal), forgetsDirectories: false));

    private static void AssertFound(
        Func<ILogDisk, ILogDisk>? spoil,
        DiskCrash crash = DiskCrash.PowerLoss,
        bool trustsClean = false,
        Func<ILogDisk, ILogDisk>? spoilRestart = null)
    {
        for (var seed = 1; seed <= SeedsMax; seed++)
        {
            var trace = new CrashTrace(seed, Steps, spoil);
            for (var change = trace.FirstChange; change <= trace.ChangeCount; change++)
            {
                if (Fails(() => CrashCheck.Run(trace, change, crash, seed, trustsClean, spoilRestart)))
                    return;
            }
        }

        Assert.Fail($"No crash in {SeedsMax} histories showed the mistake.");
    }

    private static bool Fails(Action run)
    {
        try
        {
            run();
            return false;
        }
        catch (Exception exception) when (exception is CrashFailure or Segments.CorruptBatchException or InvalidOperationException)
        {
            return true;
        }
    }
}
