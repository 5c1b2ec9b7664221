using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Properties;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>Every call of the log to its disk fails once, in every way. <c>ACTORBROKER_FAULT_SEEDS</c> sets how many histories (default 1).</summary>
public sealed class DiskFaultTests
{
    private const int Steps = 70;

    private static readonly DiskFault[] Faults = [DiskFault.Failed, DiskFault.NoSpace, DiskFault.ShortWrite];

    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("ACTORBROKER_FAULT_SEEDS"), out var seeds) ? seeds : 1;

    [Fact]
    public void A_failed_call_acknowledges_nothing_stops_the_log_and_disturbs_nothing_else()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var calls = CallsOf(seed);
            Assert.True(calls.Select(DiskCallSite.Of).Distinct().Count() > 15, "the history reaches many call sites");
            foreach (var call in calls)
            {
                foreach (var fault in Faults.Where(fault => fault != DiskFault.ShortWrite || call.Kind == DiskOperationKind.Write))
                    RunWith(seed, call, fault);
            }
        }
    }

    private static IReadOnlyList<DiskOperation> CallsOf(int seed)
    {
        var disk = new MemoryDisk();
        var faults = new DiskFaults();
        disk.Fault = faults.Check;
        var run = new RandomLogRun(seed, restarts: false, disk, new SimulatedJournal(disk));
        for (var step = 0; step < Steps; step++)
            run.Step();
        var first = faults.Calls.ToList().FindIndex(call => call.Kind == DiskOperationKind.Open);
        return [.. faults.Calls.Skip(first)];
    }

    private static void RunWith(int seed, DiskOperation call, DiskFault fault)
    {
        var disk = new MemoryDisk();
        var faults = new DiskFaults();
        disk.Fault = faults.Check;
        faults.FailCall(call.Index, fault);
        var journal = new SimulatedJournal(disk);
        var run = new RandomLogRun(seed, restarts: false, disk, journal) { Checkpointed = journal.Checkpoint };
        try
        {
            IOException? failure = null;
            var before = new Promise(0, "", PlainLog.Empty, 0);
            for (var step = 0; step < Steps && failure is null; step++)
            {
                before = new Promise(step, "", run.Expected, run.Fixture.Log.DurableOffset.Value);
                failure = Failure(run);
            }

            // A call after a flush was reported fails the log, and nobody hears of it before the next step; there may be none.
            Assert.NotNull(failure ?? run.Fixture.Log.Failure);
            faults.Heal();
            CheckStopped(run, before);
            CheckOtherLog(run);
            CheckRestart(run, disk, journal, before with { Durable = run.Fixture.Log.DurableOffset.Value });
            if (call.Kind != DiskOperationKind.FlushDirectory)
                CheckRestarts(run, disk, journal);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}: {fault} of {call}.", exception);
        }
    }

    private static IOException? Failure(RandomLogRun run)
    {
        try
        {
            run.Step();
            return null;
        }
        catch (IOException exception) when (exception is LogDiskException or LogFailedException)
        {
            return exception;
        }
    }

    /// <summary>The log takes no more, unless the call only read: then nothing changed.</summary>
    private static void CheckStopped(RandomLogRun run, Promise before)
    {
        var log = run.Fixture.Log;
        if (log.Failure is null)
            Assert.Equal((before.Log.Start, before.Log.End), (log.State.LogStart.Value, log.State.LogEnd.Value));
        else
            Assert.Throws<LogFailedException>(() => run.Fixture.Append(Batches.Of(1)));
    }

    private static void CheckOtherLog(RandomLogRun run)
    {
        var other = new PartitionLog(
            run.Fixture.Context, ReplicaState.New(LogFixture.Id with { Index = new PartitionIndex(1) }), () => new PartitionLogOptions());
        other.AppendAsLeader(Batches.Chunk(Batches.Of(1)), new LeaderEpoch(0));
        var ticket = other.PrepareFlush()!;
        ticket.Run();
        other.CompleteFlush(ticket, null);
        Assert.Equal(1, other.DurableOffset.Value);
    }

    /// <summary>What was said to be durable, before the fault or after it, is there after a power loss.</summary>
    private static void CheckRestart(RandomLogRun run, MemoryDisk disk, SimulatedJournal journal, Promise before)
    {
        var random = new Random(1);
        var (known, isClean) = journal.At(disk.ChangeCount, LogFixture.Id, DiskCrash.PowerLoss, random);
        var restarted = new RestartedLog(disk.Crash(DiskCrash.PowerLoss, random), known, isClean, run.Fixture.Options);
        CrashCheck.Check(restarted, before, new Promise(0, "", run.Attempted, 0), DiskCrash.PowerLoss);
    }

    /// <summary>
    /// What a restart found while the machine ran on is there after a power loss, also when it came from a flush that failed. A directory that cannot be
    /// flushed is another matter: no file system goes on after that.
    /// </summary>
    private static void CheckRestarts(RandomLogRun run, MemoryDisk disk, SimulatedJournal journal)
    {
        var random = new Random(1);
        var (known, isClean) = journal.At(disk.ChangeCount, LogFixture.Id, DiskCrash.ProcessKill, random);
        var first = new RestartedLog(disk.Crash(DiskCrash.ProcessKill, random), known, isClean, run.Fixture.Options);
        var held = first.ReadAll();

        var second = new RestartedLog(first.Disk.Crash(DiskCrash.PowerLoss, random), known, isClean, run.Fixture.Options);

        Assert.Equal(held, second.ReadAll());
    }
}
