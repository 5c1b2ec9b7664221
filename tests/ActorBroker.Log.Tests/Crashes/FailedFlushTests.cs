using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Support;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>After a failed flush the system takes bytes for written that are not. A log that is opened again does not believe it.</summary>
public sealed class FailedFlushTests
{
    private readonly MemoryDisk _disk = new();
    private readonly DiskFaults _faults = new();

    public FailedFlushTests() => _disk.Fault = _faults.Check;

    /// <summary>How much of it a failed flush brings to the disk is chance: so, more than one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(31)]
    [InlineData(100)]
    public void What_is_recovered_after_a_failed_flush_survives_a_loss_of_power(int records)
    {
        var fixture = Failed(records);

        fixture.Recover(fixture.Log.State);

        Assert.Equal(records, AfterPowerLoss(fixture).Count);
    }

    [Fact]
    public void Recovery_whose_own_flush_failed_is_repeated_in_full()
    {
        var fixture = new LogFixture(disk: _disk);
        fixture.Append(Batches.Of(3));
        _faults.FailAll(DiskOperationKind.Flush, ".log", DiskFault.Failed);
        Assert.Throws<LogDiskException>(() => fixture.Recover(fixture.Log.State));
        _faults.Heal();

        fixture.Recover(fixture.Log.State);

        Assert.Equal(3, AfterPowerLoss(fixture).Count);
    }

    [Fact]
    public void Nothing_is_written_again_once_a_recovery_did()
    {
        var fixture = Failed(3);
        fixture.Recover(fixture.Log.State);
        var writes = Writes();

        fixture.Recover(fixture.Log.State);

        Assert.Equal(writes, Writes());
    }

    private LogFixture Failed(int records)
    {
        var fixture = new LogFixture(disk: _disk);
        for (var record = 0; record < records; record++)
            fixture.Append(Batches.Of(1));
        _faults.FailAll(DiskOperationKind.Flush, ".log", DiskFault.Failed);
        Assert.Throws<LogDiskException>(() => fixture.Flush());
        _faults.Heal();
        return fixture;
    }

    private int Writes() => _faults.Calls.Count(call => call.Kind == DiskOperationKind.Write && call.Path.EndsWith(".log", StringComparison.Ordinal));

    private List<string> AfterPowerLoss(LogFixture fixture)
    {
        var later = new LogFixture(disk: _disk.Crash(DiskCrash.PowerLoss, new Random(1)));
        later.Recover(fixture.Log.State);
        return later.ReadAll();
    }
}
