using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Directories;

public sealed class AtomicFileTests
{
    private const string Path = "/log/state";

    private static readonly byte[] Old = [.. Enumerable.Range(0, 3_000).Select(n => (byte)n)];
    private static readonly byte[] New = [.. Enumerable.Range(0, 2_000).Select(n => (byte)~n)];

    [Fact]
    public void A_missing_file_is_told_from_an_empty_one()
    {
        var disk = DiskWithDirectory();

        Assert.Equal(StateFileCondition.Missing, AtomicFile.Read(disk, Path, 10, out _));
        AtomicFile.Replace(disk, Path, []);

        Assert.Equal(StateFileCondition.Sound, AtomicFile.Read(disk, Path, 10, out var content));
        Assert.Empty(content);
    }

    [Fact]
    public void A_file_longer_than_allowed_is_not_read()
    {
        var disk = DiskWithDirectory();
        AtomicFile.Replace(disk, Path, Old);

        Assert.Equal(StateFileCondition.Damaged, AtomicFile.Read(disk, Path, Old.Length - 1, out var content));
        Assert.Empty(content);
    }

    [Fact]
    public void A_crash_at_any_moment_leaves_the_old_content_or_the_new_one()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var disk = DiskWithDirectory();
        AtomicFile.Replace(disk, Path, Old);
        var before = disk.ChangeCount;
        AtomicFile.Replace(disk, Path, New);

        for (var change = before; change <= disk.ChangeCount; change++)
        {
            for (var crash = 0; crash < 50; crash++)
            {
                var content = ReadAfterCrash(disk, change, random);
                var isNew = content.AsSpan().SequenceEqual(New);
                Assert.True(isNew || content.AsSpan().SequenceEqual(Old), $"change {change}, seed {seed}");
                Assert.True(isNew || change < disk.ChangeCount, $"the new content was lost, seed {seed}");
            }
        }
    }

    [Fact]
    public void What_a_crash_left_under_the_temporary_name_does_no_harm()
    {
        var disk = DiskWithDirectory();
        using (var left = disk.Open(Path + AtomicFile.TemporarySuffix, LogFileMode.New))
            left.Write(0, new byte[10_000]);

        AtomicFile.Replace(disk, Path, New);

        AtomicFile.Read(disk, Path, 10_000, out var content);
        Assert.Equal(New, content);
        Assert.False(disk.FileExists(Path + AtomicFile.TemporarySuffix));
    }

    [Fact]
    public void A_failure_of_any_call_leaves_the_old_content_or_the_new_one()
    {
        var calls = CallsOfReplace(out var first);

        for (var call = first; call < first + calls; call++)
        {
            var disk = DiskWithDirectory();
            AtomicFile.Replace(disk, Path, Old);
            var faults = new DiskFaults();
            faults.FailCall(call, DiskFault.Failed);
            disk.Fault = faults.Check;

            Assert.Throws<LogDiskException>(() => AtomicFile.Replace(disk, Path, New));

            disk.Fault = null;
            AtomicFile.Read(disk, Path, 10_000, out var content);
            Assert.True(content.AsSpan().SequenceEqual(Old) || content.AsSpan().SequenceEqual(New), $"call {call}");
        }
    }

    private static long CallsOfReplace(out long first)
    {
        var disk = DiskWithDirectory();
        AtomicFile.Replace(disk, Path, Old);
        first = disk.OperationCount;
        AtomicFile.Replace(disk, Path, New);
        return disk.OperationCount - first;
    }

    private static byte[] ReadAfterCrash(MemoryDisk disk, int change, Random random)
    {
        var restarted = disk.CrashedAt(change, DiskCrash.PowerLoss, random);
        AtomicFile.Read(restarted, Path, 10_000, out var content);
        return content;
    }

    private static MemoryDisk DiskWithDirectory()
    {
        var disk = new MemoryDisk(keepsHistory: true);
        disk.CreateDirectory("/log");
        disk.FlushDirectory("/");
        return disk;
    }
}
