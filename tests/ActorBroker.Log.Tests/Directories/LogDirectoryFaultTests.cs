using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Directories;

/// <summary>Every call to the disk fails once, in each way: the directory says so, promises nothing that is not so, and the next start finds all.</summary>
public sealed class LogDirectoryFaultTests
{
    private string _promised = "";
    private bool _isDeleted;
    private bool _isClean;

    public static TheoryData<string> Faults => [nameof(DiskFault.Failed), nameof(DiskFault.NoSpace), nameof(DiskFault.ShortWrite)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_call_that_fails_costs_nothing_that_was_promised(string name)
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var fault = name switch
        {
            nameof(DiskFault.Failed) => DiskFault.Failed,
            nameof(DiskFault.NoSpace) => DiskFault.NoSpace,
            _ => DiskFault.ShortWrite,
        };
        var calls = CallsOfOneUse();
        for (var call = 0L; call < calls; call++)
        {
            var disk = TestDirectory.Stopped(logs: 3);
            var first = disk.OperationCount;
            var faults = new DiskFaults();
            faults.FailCall(first + call, fault);
            disk.Fault = faults.Check;
            var hasThrown = !TryUse(disk);
            Assert.Equal(1, faults.Failed);

            var restarted = disk.Crash(random.Next(2) == 0 ? DiskCrash.ProcessKill : DiskCrash.PowerLoss, random);
            Verify(restarted, $"call {call} of {calls}, {fault}, thrown: {hasThrown}, ACTORBROKER_SEED={seed}");
        }
    }

    private long CallsOfOneUse()
    {
        var disk = TestDirectory.Stopped(logs: 3);
        var first = disk.OperationCount;
        Assert.True(TryUse(disk));
        Assert.True(_isClean);
        return disk.OperationCount - first;
    }

    /// <summary>Uses a directory in every way, and notes what it promised until it threw.</summary>
    private bool TryUse(MemoryDisk disk)
    {
        (_promised, _isDeleted, _isClean) = ("0:a0 1:b0", false, false);
        LogDirectory? directory = null;
        try
        {
            directory = TestDirectory.Open(disk);
            var log = TestDirectory.OpenLog(directory, 0).Log;
            TestDirectory.Append(log, "c0");
            TestDirectory.Flush(log);
            _promised = "0:a0 1:b0 2:c0";
            directory.Delete(TestDirectory.Partition(1));
            _isDeleted = true;
            TestDirectory.Flush(log, checkpoint: true);
            directory.Settle(log);
            directory.Checkpoint();
            directory.Sweep();
            TestDirectory.CloseClean(directory, log);
            _isClean = directory.Stop();
            return true;
        }
        catch (Exception failure) when (failure is LogDiskException or LogFailedException)
        {
            return false;
        }
        finally
        {
            directory?.Dispose();
        }
    }

    private void Verify(MemoryDisk disk, string context)
    {
        using var directory = TestDirectory.Open(disk);
        Assert.True(directory.WasClean || !_isClean, $"the clean stop was lost; {context}");
        Assert.False(_isDeleted && directory.Contains(TestDirectory.Partition(1)), $"the deleted replica came back; {context}");
        var log = TestDirectory.OpenLog(directory, 0).Log;
        Assert.StartsWith(_promised, string.Join(' ', TestDirectory.Read(log)), StringComparison.Ordinal);
        var untouched = TestDirectory.OpenLog(directory, 2);
        Assert.True(untouched.Recovery is null, $"a log was recovered that nobody had used; {context}");
        Assert.Equal(["0:a2", "1:b2"], TestDirectory.Read(untouched.Log));
    }
}
