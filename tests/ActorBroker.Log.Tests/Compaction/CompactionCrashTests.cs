using System.Globalization;
using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>A crash after every change that a compaction makes to the disk. <c>ACTORBROKER_COMPACTION_CRASHES</c> sets how many compactions (default 6).</summary>
public sealed class CompactionCrashTests
{
    private static readonly int Runs = int.Parse(
        Environment.GetEnvironmentVariable("ACTORBROKER_COMPACTION_CRASHES") ?? "6", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(DiskCrash.PowerLoss)]
    [InlineData(DiskCrash.ProcessKill)]
    public void A_crash_anywhere_in_a_compaction_leaves_what_was_or_what_was_to_be(DiskCrash crash)
    {
        var first = Seeds.Next();
        for (var seed = first; seed < first + Runs; seed++)
        {
            var compaction = new CrashedCompaction(seed);
            for (var change = compaction.FirstChange; change <= compaction.LastChange; change++)
                Check(compaction, change, crash, seed);
        }
    }

    private static void Check(CrashedCompaction compaction, int change, DiskCrash crash, int seed)
    {
        try
        {
            var restarted = compaction.Restart(change, crash, new Random(HashCode.Combine(seed, change)));
            restarted.Check(isComplete: false);
            restarted.Fixture.Compact();
            restarted.Check();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Seed {seed}, {crash} after change {change} of {compaction.FirstChange} to {compaction.LastChange}: {exception.Message}", exception);
        }
    }
}
