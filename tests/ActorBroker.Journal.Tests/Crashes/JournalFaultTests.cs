using ActorBroker.Log.Disk;

namespace ActorBroker.Journal.Tests.Crashes;

/// <summary>Every call of the plugins to their disk fails once. <c>ACTORBROKER_FAULT_SEEDS</c> sets how many histories (default 1).</summary>
public sealed class JournalFaultTests
{
    private const int Steps = 10;
    private const int PaddingBytes = 150;

    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("ACTORBROKER_FAULT_SEEDS"), out var seeds) ? seeds : 1;

    [Fact]
    public void A_failed_call_acknowledges_nothing_leaves_nobody_waiting_and_loses_nothing()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var calls = CallsOf(seed);
            foreach (var call in calls)
            {
                var failure = FindFailure(seed, call, call.Kind == DiskOperationKind.Write ? DiskFault.ShortWrite : DiskFault.Failed);

                Assert.True(failure is null, $"seed {seed}, {call}: {failure}");
            }
        }
    }

    [Fact]
    public void The_history_whose_calls_fail_has_checkpoints_and_compactions()
    {
        var sites = CallsOf(1).Select(DiskCallSite.Of).ToHashSet();

        Assert.True(sites.Count > 40, $"{sites.Count} call sites");
        Assert.Contains(new DiskCallSite(DiskOperationKind.Rename, "checkpoint.tmp"), sites);
        Assert.Contains(new DiskCallSite(DiskOperationKind.Rename, "*.log.cleaned"), sites);
    }

    private static IReadOnlyList<DiskOperation> CallsOf(int seed)
    {
        var disk = new MemoryDisk();
        var faults = new DiskFaults();
        disk.Fault = faults.Check;
        var history = new JournalHistory(seed, disk);
        history.Live(Steps, new Random(seed), PaddingBytes);
        Assert.Empty(history.Node.Failures);
        history.Node.Stop();
        return faults.Calls;
    }

    private static string? FindFailure(int seed, DiskOperation call, DiskFault fault)
    {
        var disk = new MemoryDisk();
        var faults = new DiskFaults();
        disk.Fault = faults.Check;
        faults.FailCall(call.Index, fault);
        var history = new JournalHistory(seed, disk);
        history.Live(Steps, new Random(seed), PaddingBytes);
        if (FindWaiting(history) is { } waiting)
            return waiting;

        history.Node.Stop();
        Assert.Equal(1, faults.Failed);
        return FindLost(history, disk.Crash(DiskCrash.PowerLoss, new Random(seed)), seed);
    }

    /// <summary>Each diary was answered for all it did, or was stopped and told why.</summary>
    private static string? FindWaiting(JournalHistory history)
    {
        for (var number = 0; number < history.Notes.Length; number++)
        {
            var notes = history.Notes[number];
            var isDone = notes.Kept.Count == notes.Attempted.Sum(group => group.Length) && notes.Recovered is not null;
            var isTold = notes.IsStopped && (notes.Failure ?? notes.RecoveryFailure) is not null;
            if (!isDone && !isTold)
                return $"diary {number} waits";
            if (isTold && history.Node.Failures.Count == 0)
                return $"nobody was told of the failure that stopped diary {number}: {notes.Failure ?? notes.RecoveryFailure}";
        }

        return null;
    }

    private static string? FindLost(JournalHistory history, MemoryDisk disk, int seed)
    {
        var restarted = history.Notes.Select(_ => new DiaryNotes(() => 0)).ToArray();
        using var node = JournalHistory.Restarted(seed, disk);
        JournalHistory.Start(node, restarted);
        return DiaryPromises.FindBroken(history.Notes, restarted, int.MaxValue);
    }
}
