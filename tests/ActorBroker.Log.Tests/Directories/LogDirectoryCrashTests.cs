using System.Globalization;
using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Directories;

/// <summary>
/// A crash at every change of the disk: what was reported durable is there, nothing else than what was written is there, nothing deleted
/// comes back, and the directory goes on. <c>ACTORBROKER_DIRECTORY_ROUNDS</c> sets how many histories are tried.
/// </summary>
public sealed class LogDirectoryCrashTests
{
    private const int Steps = 120;

    private static int Rounds => Environment.GetEnvironmentVariable("ACTORBROKER_DIRECTORY_ROUNDS") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : 2;

    [Fact]
    public void A_crash_at_any_moment_loses_nothing_durable_and_brings_nothing_back()
    {
        var seed = Seeds.Next();
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(seed + round);
            var run = new DirectoryRun(random);
            for (var step = 0; step < Steps; step++)
                run.Step();

            for (var change = run.FirstChange; change <= run.Disk.ChangeCount; change++)
            {
                var kind = random.Next(4) == 0 ? DiskCrash.ProcessKill : DiskCrash.PowerLoss;
                var disk = run.Disk.CrashedAt(change, kind, random);
                var (before, after) = run.At(change);
                var crash = change;
                var crashed = new CrashedDirectory(
                    disk, () => $"{kind} at change {crash}, ACTORBROKER_SEED={seed}, round {round}:\n{run.StoryUntil(crash)}");
                crashed.Verify(before, after, goesOn: random.Next(10) == 0);
            }
        }
    }
}
