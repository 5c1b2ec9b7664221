using ActorBroker.Log.Disk;

namespace ActorBroker.Journal.Tests.Crashes;

/// <summary>A node with its plugins is part of a simulated run.</summary>
public sealed class JournalSimulationTests
{
    [Fact]
    public void The_same_seed_gives_the_same_run_and_the_same_calls_to_the_disk()
    {
        var seed = Seeds.Next();

        var (first, firstCalls) = Live(seed);
        var (second, secondCalls) = Live(seed);

        Assert.True(first == second, $"seed {seed}");
        Assert.True(firstCalls.SequenceEqual(secondCalls), $"seed {seed}");
    }

    [Fact]
    public void Another_seed_gives_another_run() => Assert.NotEqual(Live(1).Trace, Live(2).Trace);

    private static (ulong Trace, IReadOnlyList<DiskOperation> Calls) Live(int seed)
    {
        var disk = new MemoryDisk();
        var calls = new DiskFaults();
        disk.Fault = calls.Check;
        var history = new JournalHistory(seed, disk);
        history.Live(steps: 60, new Random(seed), paddingBytes: 100);
        history.Node.Stop();
        return (history.Node.Run.TraceHash, calls.Calls);
    }
}
