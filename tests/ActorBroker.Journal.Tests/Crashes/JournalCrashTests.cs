using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Crashes;

namespace ActorBroker.Journal.Tests.Crashes;

/// <summary>
/// A crash after every change that the plugins made to their disk. <c>ACTORBROKER_CRASH_TRACES</c> sets how many histories run (default 1),
/// <c>ACTORBROKER_CRASH_SEED</c> the first seed.
/// </summary>
public sealed class JournalCrashTests
{
    private const int Steps = 20;

    private static readonly int Traces = Number("ACTORBROKER_CRASH_TRACES", 1);
    private static readonly int FirstSeed = Number("ACTORBROKER_CRASH_SEED", 1);

    [Theory]
    [InlineData(DiskCrash.PowerLoss, 0)]
    [InlineData(DiskCrash.ProcessKill, 0)]
    [InlineData(DiskCrash.PowerLoss, 200)]
    public void What_was_acknowledged_is_recovered_and_what_was_not_is_there_whole_or_not_at_all(DiskCrash crash, int paddingBytes)
    {
        for (var seed = FirstSeed; seed < FirstSeed + Traces; seed++)
        {
            var failure = FindFailure(seed, crash, paddingBytes, spoil: null);

            Assert.True(failure is null, failure);
        }
    }

    [Fact]
    public void A_forgotten_flush_of_batches_is_found() =>
        AssertFound(disk => new SpoiledDisk(disk, path => path.EndsWith(".log", StringComparison.Ordinal), forgetsDirectories: false));

    [Fact]
    public void A_forgotten_flush_of_directories_is_found() =>
        AssertFound(disk => new SpoiledDisk(disk, _ => false, forgetsDirectories: true));

    private static void AssertFound(Func<ILogDisk, ILogDisk> spoil)
    {
        const int SeedsMax = 10;
        for (var seed = 1; seed <= SeedsMax; seed++)
        {
            if (FindFailure(seed, DiskCrash.PowerLoss, 0, spoil) is not null)
                return;
        }

        Assert.Fail($"No crash in {SeedsMax} histories showed the mistake.");
    }

    /// <summary>The first promise that did not survive a crash, in words; null when all did.</summary>
    private static string? FindFailure(int seed, DiskCrash crash, int paddingBytes, Func<ILogDisk, ILogDisk>? spoil)
    {
        var disk = new MemoryDisk(keepsHistory: true);
        var history = new JournalHistory(seed, disk, spoil);
        history.Live(Steps, new Random(seed), paddingBytes);
        history.Node.Stop();
        for (var change = 0; change <= disk.ChangeCount; change++)
        {
            if (FindFailure(history, seed, change, crash) is { } failure)
                return $"seed {seed}, {crash} after change {change} of {disk.ChangeCount}: {failure}";
        }

        return null;
    }

    /// <summary>Starts again after the crash, writes a little, crashes and starts once more.</summary>
    private static string? FindFailure(JournalHistory history, int seed, int change, DiskCrash crash)
    {
        var random = new Random((seed * 1_000_003) + change);
        var disk = history.CrashedAt(change, crash, random);
        var first = history.Notes.Select(_ => new DiaryNotes(() => change)).ToArray();
        using (var node = JournalHistory.Restarted(seed, disk))
        {
            var diaries = JournalHistory.Start(node, first);
            if (DiaryPromises.FindBroken(history.Notes, first, change) is { } failure)
                return failure;

            foreach (var diary in diaries)
                diary.Tell(new Diary.Write(["again"]), Akka.Actor.ActorRefs.NoSender);
            node.Settle();
            if (Array.FindIndex(first, notes => notes.Kept.Count != 1) is var refused and >= 0)
                return $"diary {refused} could not write after the crash: {first[refused].Failure}";

            disk = disk.Crash(crash, random);
            node.Abandon();
        }

        var second = history.Notes.Select(_ => new DiaryNotes(() => change)).ToArray();
        using var last = JournalHistory.Restarted(seed, disk);
        JournalHistory.Start(last, second);
        for (var number = 0; number < second.Length; number++)
        {
            if (!first[number].Recovered!.Append("again").SequenceEqual(second[number].Recovered ?? []))
                return $"diary {number} lost what it recovered, or what it wrote then: {DiaryPromises.Text(first[number].Recovered)} became {DiaryPromises.Text(second[number].Recovered)}";
        }

        return null;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}
