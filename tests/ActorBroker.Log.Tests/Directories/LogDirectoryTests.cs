using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

public sealed class LogDirectoryTests
{
    [Fact]
    public void A_replica_without_records_has_no_files_and_survives_a_clean_stop()
    {
        var disk = new MemoryDisk();
        using (var directory = TestDirectory.Open(disk))
        {
            directory.CloseLog(TestDirectory.Create(directory, 5));
            Assert.True(directory.Stop());
        }

        using var after = TestDirectory.Open(disk);

        Assert.Equal([TestDirectory.Partition(5)], after.Replicas);
        Assert.Empty(after.ReplicasToRecover);
        Assert.False(disk.DirectoryExists($"{TestDirectory.Path}/{TestDirectory.Partition(5)}"));
    }

    [Fact]
    public void A_partition_has_one_replica_and_one_open_log()
    {
        using var directory = TestDirectory.Open(new MemoryDisk());
        var log = TestDirectory.Create(directory, 1);

        Assert.Throws<InvariantException>(() => TestDirectory.Create(directory, 1));
        Assert.Throws<InvariantException>(() => TestDirectory.OpenLog(directory, 1));
        Assert.Throws<InvariantException>(() => directory.Delete(log.Id));
        Assert.Throws<InvariantException>(() => TestDirectory.OpenLog(directory, 2));
    }

    [Fact]
    public void A_settled_log_is_clean_until_its_next_change()
    {
        var disk = new MemoryDisk();
        using var directory = TestDirectory.Open(disk);
        var log = TestDirectory.Create(directory, 1);
        TestDirectory.Append(log, "a");
        TestDirectory.Flush(log, checkpoint: true);
        directory.Settle(log);
        directory.Checkpoint();
        Assert.Equal((false, 0), (log.IsDirty, directory.DirtyCount));

        TestDirectory.Append(log, "b");

        Assert.Equal((true, 1), (log.IsDirty, directory.DirtyCount));
    }

    [Fact]
    public void A_log_that_changed_after_it_was_settled_is_not_forgotten_by_the_checkpoint()
    {
        var disk = new MemoryDisk();
        using (var directory = TestDirectory.Open(disk))
        {
            var log = TestDirectory.Create(directory, 1);
            TestDirectory.Append(log, "a");
            TestDirectory.Flush(log, checkpoint: true);
            directory.Settle(log);
            TestDirectory.Append(log, "b");
            directory.Checkpoint();
        }

        using var after = TestDirectory.Open(disk);

        Assert.Equal(["0:a", "1:b"], TestDirectory.Read(TestDirectory.OpenLog(after, 1).Log));
    }

    [Fact]
    public void Dirty_logs_prevent_the_mark_of_a_clean_stop()
    {
        var disk = new MemoryDisk();
        using (var directory = TestDirectory.Open(disk))
        {
            var log = TestDirectory.Create(directory, 1);
            TestDirectory.Append(log, "a");
            directory.CloseLog(log);
            Assert.Equal([log.Id], directory.ReplicasToRecover);
            Assert.False(directory.Stop());
        }

        using var after = TestDirectory.Open(disk);
        Assert.False(after.WasClean);
        Assert.Equal(["0:a"], TestDirectory.Read(TestDirectory.OpenLog(after, 1).Log));
    }

    [Fact]
    public void A_stop_without_changes_writes_nothing()
    {
        var disk = TestDirectory.Stopped(logs: 3);
        var before = disk.ChangeCount;
        using var directory = TestDirectory.Open(disk);
        directory.CloseLog(TestDirectory.OpenLog(directory, 1).Log);

        Assert.True(directory.Stop());

        Assert.Equal(before, disk.ChangeCount);
        Assert.True(TestDirectory.Open(disk).WasClean);
    }

    [Fact]
    public void A_deleted_replica_can_be_made_again_at_once()
    {
        var disk = TestDirectory.Stopped(logs: 2);
        using (var directory = TestDirectory.Open(disk))
        {
            directory.Delete(TestDirectory.Partition(1));
            Assert.Equal([TestDirectory.Partition(0)], directory.Replicas);
            TestDirectory.Append(TestDirectory.Create(directory, 1), "new");
        }

        using var after = TestDirectory.Open(disk);

        Assert.Equal(["0:new"], TestDirectory.Read(TestDirectory.OpenLog(after, 1).Log));
        Assert.True(after.Sweep());
        Assert.False(after.Sweep());
        Assert.DoesNotContain(disk.List(TestDirectory.Path), entry => entry.Name.EndsWith("-delete", StringComparison.Ordinal));
    }

    [Fact]
    public void A_deleted_replica_stays_deleted_though_the_checkpoint_still_names_it()
    {
        var disk = TestDirectory.Stopped(logs: 3);
        using (var directory = TestDirectory.Open(disk))
            directory.Delete(TestDirectory.Partition(0), TestDirectory.Partition(1));
        using (var directory = TestDirectory.Open(disk))
            Assert.Equal([TestDirectory.Partition(2)], directory.Replicas);

        using var after = TestDirectory.Open(disk);

        Assert.Equal([TestDirectory.Partition(2)], after.Replicas);
        after.Checkpoint();
        Assert.Equal(0, after.DirtyCount);
    }

    [Fact]
    public void A_journal_that_cannot_be_flushed_stops_every_flush_of_a_log()
    {
        var disk = TestDirectory.Stopped(logs: 2);
        using var directory = TestDirectory.Open(disk);
        var log = TestDirectory.OpenLog(directory, 0).Log;
        TestDirectory.Append(log, "c");
        var faults = new DiskFaults();
        faults.FailAll(DiskOperationKind.Flush, "dirty", DiskFault.Failed);
        disk.Fault = faults.Check;

        var ticket = log.PrepareFlush()!;
        Assert.Throws<LogDiskException>(ticket.Run);

        Assert.NotNull(directory.Failure);
        Assert.Throws<LogDiskException>(() => TestDirectory.Append(TestDirectory.OpenLog(directory, 1).Log, "d"));
    }

    [Fact]
    public void Directories_are_taken_all_or_none()
    {
        var disk = new MemoryDisk();
        var ids = new Queue<Guid>([new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8])]);
        var options = TestDirectory.Options with { NewDirectoryId = ids.Dequeue };
        using (var directories = LogDirectories.Open(disk, ["/one", "/two"], options))
        {
            directories.All[1].CreateLog(TestDirectory.Partition(1), () => TestDirectory.LogOptions);
            Assert.Equal([directories.All[1]], directories.Find(TestDirectory.Partition(1)));
            Assert.Empty(directories.Find(TestDirectory.Partition(2)));
        }

        using var held = disk.Lock("/two/.lock");
        Assert.Throws<LogDiskException>(() => LogDirectories.Open(disk, ["/one", "/two"], options));
        disk.Lock("/one/.lock").Dispose();
    }

    [Fact]
    public void A_copied_directory_is_refused_with_both_paths()
    {
        var disk = new MemoryDisk();
        LogDirectory.Open(disk, "/one", TestDirectory.Options).Dispose();
        disk.CreateDirectory("/two");
        DirectoryIdentityFile.Save(disk, "/two", DirectoryIdentityFile.Load(disk, "/one")!);

        var refusal = Assert.Throws<DuplicateDirectoryException>(
            () => LogDirectories.Open(disk, ["/one", "/two"], TestDirectory.Options));

        Assert.Equal(("/one", "/two", TestDirectory.Options.NewDirectoryId()), (refusal.First, refusal.Second, refusal.Id));
    }
}
