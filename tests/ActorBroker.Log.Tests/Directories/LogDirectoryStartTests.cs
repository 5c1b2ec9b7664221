using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

public sealed class LogDirectoryStartTests
{
    [Fact]
    public void A_new_directory_gets_an_identity_that_it_keeps()
    {
        var disk = new MemoryDisk();
        DirectoryIdentity first;
        using (var directory = TestDirectory.Open(disk))
            first = directory.Identity;

        var options = TestDirectory.Options with { NewDirectoryId = () => throw new InvalidOperationException("not new") };
        using var again = LogDirectory.Open(disk, TestDirectory.Path, options);

        Assert.Equal(new DirectoryIdentity("cluster", new BrokerId(3), TestDirectory.Options.NewDirectoryId()), first);
        Assert.Equal(first, again.Identity);
    }

    [Fact]
    public void A_directory_is_taken_by_one_at_a_time()
    {
        var disk = new MemoryDisk();
        using (TestDirectory.Open(disk))
        {
            var refusal = Assert.Throws<LogDiskException>(() => TestDirectory.Open(disk));
            Assert.Equal(LogDiskError.Locked, refusal.Error);
        }

        TestDirectory.Open(disk).Dispose();
    }

    [Fact]
    public void A_refused_start_frees_the_directory()
    {
        var disk = TestDirectory.Stopped(logs: 1);
        var stranger = TestDirectory.Options with { Broker = new BrokerId(4) };

        Assert.Throws<DirectoryMismatchException>(() => LogDirectory.Open(disk, TestDirectory.Path, stranger));

        TestDirectory.Open(disk).Dispose();
    }

    [Fact]
    public void A_directory_in_use_without_identity_is_refused()
    {
        var disk = TestDirectory.Stopped(logs: 1);
        disk.Delete($"{TestDirectory.Path}/identity");
        Assert.Throws<DamagedIdentityException>(() => TestDirectory.Open(disk));

        disk.Delete($"{TestDirectory.Path}/checkpoint");
        Assert.Throws<DamagedIdentityException>(() => TestDirectory.Open(disk));
    }

    [Fact]
    public void What_is_nothing_of_ours_is_named_and_left_alone()
    {
        var disk = TestDirectory.Stopped(logs: 1);
        disk.CreateDirectory($"{TestDirectory.Path}/topic-0");
        disk.Open($"{TestDirectory.Path}/notes.txt", LogFileMode.New).Dispose();

        using var directory = TestDirectory.Open(disk);

        Assert.Equal(["notes.txt", "topic-0"], directory.Strays);
        Assert.False(directory.Sweep());
        Assert.True(disk.DirectoryExists($"{TestDirectory.Path}/topic-0"));
    }

    [Fact]
    public void A_segment_that_a_crash_left_behind_a_clean_log_does_not_come_back_after_another_crash()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var disk = TestDirectory.Stopped(logs: 1);
            var replica = $"{TestDirectory.Path}/{TestDirectory.Partition(0)}";
            using (var directory = TestDirectory.Open(disk))
            {
                var end = TestDirectory.OpenLog(directory, 0).Log.State.LogEnd.Value;
                disk.Open($"{replica}/{end:d20}.log", LogFileMode.New).Dispose();
                disk.FlushDirectory(replica);
            }

            var appended = AppendDurably(disk);
            using var after = TestDirectory.Open(disk.Crash(DiskCrash.PowerLoss, new Random(seed)));

            Assert.Equal(appended, TestDirectory.OpenLog(after, 0).Log.State.LogEnd);
        }
    }

    [Fact]
    public void A_clean_start_opens_no_file_of_a_log()
    {
        var disk = TestDirectory.Stopped(logs: 30);
        var faults = new DiskFaults();
        disk.Fault = faults.Check;

        using var directory = TestDirectory.Open(disk);
        var logs = directory.Replicas.Select(id => directory.OpenLog(id, () => TestDirectory.LogOptions)).ToList();

        Assert.True(directory.WasClean);
        Assert.Equal(30, logs.Count);
        Assert.All(logs, opened => Assert.Equal((null, 2), (opened.Recovery, opened.Log.View.Bounds.End.Value)));
        Assert.DoesNotContain(faults.Calls, call => call.Path.Contains('-', StringComparison.Ordinal));
        Assert.Equal(0, directory.Files.OpenCount);
    }

    [Fact]
    public void A_crash_start_recovers_the_logs_that_changed_and_no_other()
    {
        var disk = TestDirectory.Stopped(logs: 10);
        using (var directory = TestDirectory.Open(disk))
        {
            TestDirectory.Append(TestDirectory.OpenLog(directory, 4).Log, "c4");
            TestDirectory.Append(TestDirectory.OpenLog(directory, 7).Log, "c7");
        }

        using var after = TestDirectory.Open(disk);

        Assert.False(after.WasClean);
        Assert.Equal([TestDirectory.Partition(4), TestDirectory.Partition(7)], after.ReplicasToRecover.OrderBy(id => id.Index.Value));
        Assert.Null(TestDirectory.OpenLog(after, 3).Recovery);
        var recovered = TestDirectory.OpenLog(after, 4);
        Assert.Equal((0L, 3L), (recovered.Recovery!.LogStart.Value, recovered.Recovery.LogEnd.Value));
        Assert.Equal(["0:a4", "1:b4", "2:c4"], TestDirectory.Read(recovered.Log));
    }

    [Fact]
    public void A_log_that_still_has_to_be_recovered_stays_so_over_another_crash()
    {
        var disk = TestDirectory.Stopped(logs: 3);
        using (var directory = TestDirectory.Open(disk))
            TestDirectory.Append(TestDirectory.OpenLog(directory, 1).Log, "c1");
        using (var directory = TestDirectory.Open(disk))
            directory.Checkpoint();

        using var after = TestDirectory.Open(disk);

        Assert.Equal([TestDirectory.Partition(1)], after.ReplicasToRecover);
        Assert.Equal(["0:a1", "1:b1", "2:c1"], TestDirectory.Read(TestDirectory.OpenLog(after, 1).Log));
    }

    [Fact]
    public void A_clean_mark_that_comes_back_is_not_believed()
    {
        var disk = TestDirectory.Stopped(logs: 2);
        AtomicFile.Read(disk, $"{TestDirectory.Path}/clean", 1_000, out var mark);
        using (var directory = TestDirectory.Open(disk))
        {
            var log = TestDirectory.OpenLog(directory, 0).Log;
            TestDirectory.Append(log, "c0");
            TestDirectory.Flush(log);
            directory.Settle(log);
            directory.Checkpoint();
        }

        AtomicFile.Replace(disk, $"{TestDirectory.Path}/clean", mark);
        using var after = TestDirectory.Open(disk);

        Assert.False(after.WasClean);
        Assert.Equal(["0:a0", "1:b0", "2:c0"], TestDirectory.Read(TestDirectory.OpenLog(after, 0).Log));
    }

    [Theory]
    [InlineData("checkpoint", 2)]
    [InlineData("dirty", 2)]
    [InlineData("clean", 0)]
    public void Lost_state_files_cost_a_recovery_and_nothing_else(string name, int recovered)
    {
        var disk = TestDirectory.Stopped(logs: 2);
        disk.Delete($"{TestDirectory.Path}/clean");
        disk.Delete($"{TestDirectory.Path}/{name}");

        using var directory = TestDirectory.Open(disk);

        Assert.Equal(recovered, directory.ReplicasToRecover.Count);
        for (var partition = 0; partition < 2; partition++)
        {
            var opened = TestDirectory.OpenLog(directory, partition);
            Assert.Equal([$"0:a{partition}", $"1:b{partition}"], TestDirectory.Read(opened.Log));
            Assert.Empty(opened.Recovery?.Damage ?? []);
        }
    }

    [Fact]
    public void A_log_whose_files_are_gone_is_damaged_from_start_to_end()
    {
        var disk = TestDirectory.Stopped(logs: 2);
        DirectoryTree.Remove(disk, $"{TestDirectory.Path}/{TestDirectory.Partition(1)}");

        using var directory = TestDirectory.Open(disk);
        var opened = TestDirectory.OpenLog(directory, 1);

        Assert.True(directory.WasClean);
        var damage = Assert.Single(opened.Recovery!.Damage);
        Assert.Equal((0L, 2L), (damage.First.Value, damage.Next.Value));
        Assert.Equal(new Offset(2), opened.Log.View.Bounds.End);
    }

    [Fact]
    public void A_directory_of_a_replica_that_nobody_knows_is_scanned()
    {
        var disk = TestDirectory.Stopped(logs: 1);
        disk.Rename($"{TestDirectory.Path}/{TestDirectory.Partition(0)}", $"{TestDirectory.Path}/{TestDirectory.Partition(9)}");

        using var directory = TestDirectory.Open(disk);

        Assert.Equal(["0:a0", "1:b0"], TestDirectory.Read(TestDirectory.OpenLog(directory, 9).Log));
    }

    [Fact]
    public void A_log_that_was_emptied_before_its_first_flush_keeps_what_is_flushed_later()
    {
        var disk = TestDirectory.Stopped(logs: 1);
        using var directory = TestDirectory.Open(disk);
        var log = TestDirectory.Create(directory, 1);
        TestDirectory.Append(log, "a");
        log.Truncate(Offset.Zero);
        directory.CloseLog(log);
        log = TestDirectory.OpenLog(directory, 1).Log;
        TestDirectory.Append(log, "b");
        TestDirectory.Flush(log);

        for (var seed = 0; seed < 20; seed++)
        {
            using var crashed = TestDirectory.Open(disk.CrashedAt(disk.ChangeCount, DiskCrash.PowerLoss, new Random(seed)));
            Assert.Equal(["0:b"], TestDirectory.Read(TestDirectory.OpenLog(crashed, 1).Log));
        }
    }

    private static Offset AppendDurably(MemoryDisk disk)
    {
        using var directory = TestDirectory.Open(disk);
        var log = TestDirectory.OpenLog(directory, 0).Log;
        TestDirectory.Append(log, "more");
        TestDirectory.Flush(log);
        return log.State.LogEnd;
    }
}
