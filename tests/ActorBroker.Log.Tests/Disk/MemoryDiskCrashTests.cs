using ActorBroker.Log.Disk;
using static ActorBroker.Log.Tests.Disk.MemoryDiskProbe;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>How a crash ends one disk and begins the next, and how tests go back to any moment.</summary>
public sealed class MemoryDiskCrashTests
{
    [Fact]
    public void Killed_process_leaves_all_it_wrote_and_named()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/directory");
        disk.Put("/directory/file", Sectors(2, 1));

        var after = disk.Crash(DiskCrash.ProcessKill, new Random(Seeds.Next()));

        Assert.Equal(Sectors(2, 1), after.Get("/directory/file"));
    }

    [Fact]
    public void Kill_of_a_process_makes_nothing_durable()
    {
        var disk = new MemoryDisk();
        disk.Put("/file", Sectors(1, 1));

        var after = disk.Crash(DiskCrash.ProcessKill, new Random(Seeds.Next()));

        Assert.Contains(null, after.Outcomes("/file"));
    }

    [Fact]
    public void What_a_power_loss_left_is_durable()
    {
        var disk = WithDurableFile(Sectors(2, 1));
        disk.Put("/file", Sectors(4, 2));
        disk.Put("/other", [3]);

        var after = disk.Crash(DiskCrash.PowerLoss, new Random(Seeds.Next()));

        Assert.Single(after.Outcomes("/file"));
        Assert.Single(after.Outcomes("/other"));
    }

    [Fact]
    public void Crashed_disk_and_its_files_fail_every_call()
    {
        var disk = WithDurableFile([1]);
        var file = disk.Open("/file", LogFileMode.Existing);

        disk.Crash(DiskCrash.ProcessKill, new Random(Seeds.Next()));

        Action[] calls =
        [
            () => _ = file.Length, () => file.Read(0, new byte[1]), () => file.Write(0, new byte[1]), () => file.SetLength(0),
            () => file.Preallocate(1), file.Flush, () => disk.Open("/file", LogFileMode.Existing), () => disk.FileExists("/file"),
            () => disk.DirectoryExists("/"), () => disk.List("/"), () => disk.CreateDirectory("/d"), () => disk.Delete("/file"),
            () => disk.DeleteDirectory("/d"), () => disk.Rename("/file", "/f"), () => disk.FlushDirectory("/"), () => disk.Lock("/l"),
        ];
        Assert.All(calls, call => Assert.Equal(LogDiskError.Failed, Assert.Throws<LogDiskException>(call).Error));
        file.Dispose();
    }

    [Fact]
    public void Lock_does_not_outlive_a_crash()
    {
        var disk = new MemoryDisk();
        disk.Lock("/.lock");

        var after = disk.Crash(DiskCrash.ProcessKill, new Random(Seeds.Next()));

        using var held = after.Lock("/.lock");
        Assert.Throws<LogDiskException>(() => after.Lock("/.lock"));
    }

    [Fact]
    public void Seed_repeats_a_crash()
    {
        var disk = WithDurableFile(Sectors(3, 1));
        for (var i = 0; i < 20; i++)
            disk.Put($"/{i}", Sectors(i, (byte)i));
        var seed = Seeds.Next();

        var first = disk.CrashedAt(disk.ChangeCount, DiskCrash.PowerLoss, new Random(seed));
        var second = disk.CrashedAt(disk.ChangeCount, DiskCrash.PowerLoss, new Random(seed));

        Assert.Equal(first.List("/"), second.List("/"));
        Assert.All(first.List("/"), entry => Assert.Equal(first.Get($"/{entry.Name}"), second.Get($"/{entry.Name}")));
    }

    [Fact]
    public void Disk_with_a_history_goes_back_to_each_change_and_lives_on()
    {
        var disk = new MemoryDisk(keepsHistory: true);
        var expected = new List<byte[]?> { null };
        using var file = disk.Open("/file", LogFileMode.New);
        expected.Add([]);
        for (byte i = 1; i < 10; i++)
        {
            file.Write(i - 1, [i]);
            expected.Add([.. Enumerable.Range(1, i).Select(value => (byte)value)]);
        }

        var seen = Enumerable.Range(0, disk.ChangeCount + 1)
            .Select(change => disk.CrashedAt(change, DiskCrash.ProcessKill, new Random(0)).Get("/file"));

        Assert.Equal(expected, seen);
        file.Write(0, [100]);
        Assert.Equal([100, 2, 3, 4, 5, 6, 7, 8, 9], disk.Get("/file"));
    }

    [Fact]
    public void Calls_that_change_nothing_are_not_in_the_history()
    {
        var disk = WithDurableFile([1]);
        var changes = disk.ChangeCount;

        disk.Get("/file");
        disk.List("/");
        disk.Delete("/absent");
        disk.CreateDirectory("/");

        Assert.Equal(changes, disk.ChangeCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => disk.CrashedAt(changes - 1, DiskCrash.PowerLoss, new Random(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => disk.CrashedAt(changes + 1, DiskCrash.PowerLoss, new Random(0)));
    }

    [Fact]
    public void Writes_after_a_crash_leave_the_disk_before_it_alone()
    {
        var disk = WithDurableFile(Sectors(20, 1));
        var after = disk.CrashedAt(disk.ChangeCount, DiskCrash.PowerLoss, new Random(Seeds.Next()));

        after.Put("/file", Sectors(20, 2));
        disk.Put("/file", Sectors(1, 3));

        Assert.Equal(Sectors(20, 2), after.Get("/file"));
        Assert.Equal([.. Sectors(1, 3), .. Sectors(19, 1)], disk.Get("/file")!);
    }

    [Fact]
    public void Files_come_and_go_for_ever_without_loss_of_those_that_stay()
    {
        var disk = WithDurableFile([1]);
        disk.CreateDirectory("/directory");
        using var open = disk.Open("/file", LogFileMode.Existing);
        disk.Rename("/file", "/directory/file");
        for (var i = 0; i < 1000; i++)
        {
            disk.Put("/new", [2]);
            disk.Delete("/new");
            disk.FlushDirectory("/");
        }

        disk.Delete("/directory/file");

        Assert.Equal(1, open.Length);
        Assert.Equal(["directory"], disk.List("/").Select(entry => entry.Name));
    }
}
