using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Repair;
using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Damage;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Repair;

public sealed class LogRepairTests
{
    private static readonly RepairOptions Dropping = new() { DropDamaged = true };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_changed_where_nothing_is_wrong(bool isClean)
    {
        var sample = new DamageSample(isClean);
        var disk = DiskFiles.Write(sample.Files);

        var report = new LogRepair(disk).Run(TestDirectory.Path, Dropping);

        Assert.True(report.IsComplete);
        Assert.Empty(report.Steps);
        Assert.Equal(Contents(sample.Files), Contents(WithoutLock(disk)));
    }

    [Theory]
    [InlineData(SegmentFileName.OffsetIndex)]
    [InlineData(SegmentFileName.TimeIndex)]
    [InlineData(SegmentFileName.TransactionIndex)]
    [InlineData(SegmentFileName.Snapshot)]
    [InlineData(AbortedCountsFile.Name)]
    [InlineData(LeaderEpochsFile.Name)]
    [InlineData(CompactionCheckpointFile.Name)]
    [InlineData(ReplicaCheckpointFile.Name)]
    [InlineData(DirtyJournal.Name)]
    [InlineData(CleanMark.Name)]
    public void What_follows_from_the_batches_is_made_again_and_no_record_is_lost(string kind)
    {
        var sample = new DamageSample(isClean: true);

        foreach (var path in sample.Paths(kind))
        {
            for (var position = 0; position < sample.Files[path].Length; position += 3)
            {
                var disk = sample.With(path, Flipped(sample.Files[path], position));

                var report = new LogRepair(disk).Run(TestDirectory.Path, new RepairOptions());

                Assert.True(report.IsComplete, $"{path}, byte {position}: {Text(report)}");
                Assert.Equal(sample.Records, Reopened(disk, out var aborted));
                Assert.Equal(sample.Aborted, aborted);
            }
        }
    }

    [Fact]
    public void A_torn_tail_that_no_flush_covered_is_cut()
    {
        var sample = new DamageSample(isClean: false);
        var path = sample.Paths(SegmentFileName.Log).Last();
        var disk = sample.With(path, sample.Files[path][..^1]);

        var report = new LogRepair(disk).Run(TestDirectory.Path, new RepairOptions());

        var step = Assert.Single(report.Steps, step => step.Path == path);
        Assert.Equal(RepairAction.Cut, step.Action);
        Assert.True(report.IsComplete, Text(report));
        Assert.Equal(sample.Records.Where(record => record.Offset < step.First.Value), Reopened(disk, out _));
    }

    [Fact]
    public void Damage_below_the_recovery_point_is_left_and_told_without_leave_to_drop_it()
    {
        var sample = new DamageSample(isClean: true);
        var path = sample.Paths(SegmentFileName.Log).First();
        var disk = sample.With(path, Flipped(sample.Files[path], 150));

        var report = new LogRepair(disk).Run(TestDirectory.Path, new RepairOptions());

        Assert.False(report.IsComplete);
        var step = Assert.Single(report.Steps, step => step.Path == path);
        Assert.Equal((RepairAction.Leave, new Offset(2)), (step.Action, step.First));
        Assert.Contains("only --drop-damaged gives them up", step.Sentence, StringComparison.Ordinal);
        Assert.Equal(Flipped(sample.Files[path], 150), DiskFiles.Read(disk, TestDirectory.Path)[path]);
    }

    [Fact]
    public void Damage_anywhere_in_the_batches_costs_exactly_the_records_that_the_report_names()
    {
        var sample = new DamageSample(isClean: true);

        foreach (var path in sample.Paths(SegmentFileName.Log))
        {
            for (var position = 0; position < sample.Files[path].Length; position += 7)
            {
                var disk = sample.With(path, Flipped(sample.Files[path], position));

                var report = new LogRepair(disk).Run(TestDirectory.Path, Dropping);

                Assert.True(report.IsComplete, $"{path}, byte {position}: {Text(report)}");
                var lost = Assert.Single(report.Steps, step => step.Action == RepairAction.Drop && step.Bytes > 0);
                var next = lost.Next == Offset.None ? sample.End : lost.Next;
                Assert.Equal(sample.Records.Where(record => record.Offset < lost.First.Value || record.Offset >= next.Value), Reopened(disk, out _));
            }
        }
    }

    [Fact]
    public void A_segment_that_is_gone_costs_its_records_and_no_others()
    {
        var sample = new DamageSample(isClean: true);

        foreach (var path in sample.Paths(SegmentFileName.Log))
        {
            var disk = sample.With(path, null);

            var report = new LogRepair(disk).Run(TestDirectory.Path, Dropping);

            Assert.True(report.IsComplete, $"{path}: {Text(report)}");
            var lost = report.Steps.Where(step => step.Action == RepairAction.Drop).ToList();
            Assert.Equal(
                sample.Records.Where(record => !lost.Exists(step => record.Offset >= step.First.Value && record.Offset < step.Next.Value)),
                Reopened(disk, out _));
        }
    }

    [Fact]
    public void A_dry_run_tells_the_same_steps_and_changes_nothing()
    {
        var sample = new DamageSample(isClean: true);
        var path = sample.Paths(SegmentFileName.Log).First();
        var disk = sample.With(path, Flipped(sample.Files[path], 150));
        var before = Contents(WithoutLock(disk));

        var planned = new LogRepair(disk).Run(TestDirectory.Path, Dropping with { IsDryRun = true });

        Assert.Equal(before, Contents(WithoutLock(disk)));
        Assert.Null(planned.After);
        Assert.Equal(planned.Steps, new LogRepair(disk).Run(TestDirectory.Path, Dropping).Steps);
    }

    [Fact]
    public void What_the_disk_interrupts_anywhere_the_next_repair_finishes()
    {
        var sample = new DamageSample(isClean: true);
        var path = sample.Paths(SegmentFileName.Log).First();
        var expected = Repaired(sample.With(path, Flipped(sample.Files[path], 150)));

        var isInterrupted = true;
        for (var operation = 0; isInterrupted; operation += 3)
        {
            var left = operation;
            var disk = sample.With(path, Flipped(sample.Files[path], 150));
            disk.Fault = found => found.Kind != DiskOperationKind.Read && left-- <= 0 ? DiskFault.Failed : null;
            isInterrupted = Record.Exception(() => new LogRepair(disk).Run(TestDirectory.Path, Dropping)) is not null;
            disk.Fault = null;

            Assert.Equal(expected, Repaired(disk));
        }

        Assert.NotEqual(sample.Records, expected);
    }

    [Fact]
    public void A_directory_that_is_in_use_is_refused()
    {
        var disk = TestDirectory.Stopped(1);
        using var holder = TestDirectory.Open(disk);

        var refused = Assert.Throws<LogDiskException>(() => new LogRepair(disk).Run(TestDirectory.Path, Dropping));

        Assert.Equal(LogDiskError.Locked, refused.Error);
    }

    [Fact]
    public void A_directory_that_nobody_can_name_is_refused()
    {
        var sample = new DamageSample(isClean: true);
        var path = sample.Paths(DirectoryIdentityFile.Name).Single();

        Assert.Throws<DamagedIdentityException>(() => new LogRepair(sample.With(path, null)).Run(TestDirectory.Path, Dropping));
        Assert.Throws<DamagedIdentityException>(() => new LogRepair(sample.With(path, Flipped(sample.Files[path], 9))).Run(TestDirectory.Path, Dropping));
    }

    private static List<StoredRecord> Repaired(MemoryDisk disk)
    {
        var report = new LogRepair(disk).Run(TestDirectory.Path, Dropping);
        Assert.True(report.IsComplete, Text(report));
        return Reopened(disk, out _, mayBeDirty: true);
    }

    private static byte[] Flipped(byte[] file, int position)
    {
        var flipped = (byte[])file.Clone();
        flipped[position] ^= 1;
        return flipped;
    }

    private static List<StoredRecord> Reopened(MemoryDisk disk, out IReadOnlyList<AbortedTransaction> aborted, bool mayBeDirty = false)
    {
        using var directory = TestDirectory.Open(disk);
        var (log, recovery) = directory.OpenLog(LogFixture.Id, () => DamageSample.Options);
        Assert.True(recovery is null || (mayBeDirty && recovery.Damage.Count == 0), string.Join('\n', recovery?.Damage ?? []));
        aborted = log.View.AbortedTransactions(log.State.LogStart, log.State.LogEnd);
        return RepairedLog.ReadAll(log.View);
    }

    private static SortedDictionary<string, byte[]> WithoutLock(MemoryDisk disk)
    {
        var files = DiskFiles.Read(disk, TestDirectory.Path);
        files.Remove($"{TestDirectory.Path}/{LogDirectory.LockName}");
        return new(files, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Contents(IReadOnlyDictionary<string, byte[]> files) => files
        .Where(file => !file.Key.EndsWith(LogDirectory.LockName, StringComparison.Ordinal))
        .Select(file => $"{file.Key} {Convert.ToHexString(file.Value)}").Order(StringComparer.Ordinal);

    private static string Text(RepairReport report)
    {
        using var writer = new StringWriter();
        report.After?.WriteTo(writer);
        return string.Join('\n', report.Steps) + "\n" + writer;
    }
}
