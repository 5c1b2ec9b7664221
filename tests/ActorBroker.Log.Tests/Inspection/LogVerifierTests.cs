using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Inspection;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Damage;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Log.Tests.Properties;

namespace ActorBroker.Log.Tests.Inspection;

public sealed class LogVerifierTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sound_directory_has_no_defect_and_is_counted(bool isClean)
    {
        var sample = new DamageSample(isClean);

        var report = new LogVerifier(DiskFiles.Write(sample.Files)).VerifyLogDirectory(TestDirectory.Path);

        Assert.True(report.IsSound, Text(report));
        Assert.Equal((1, sample.Paths(SegmentFileName.Log).Count()), (report.Replicas, report.Segments));
        Assert.Equal(sample.Records.Count, report.Records);
        Assert.Equal(sample.Records.Select(record => record.Batch).Distinct().Count(), report.Batches);
        Assert.Equal(sample.Aborted.Count, Entries(report, SegmentFileName.TransactionIndex));
        Assert.True(Entries(report, SegmentFileName.OffsetIndex) > 3 && Entries(report, SegmentFileName.Snapshot) > 3);
    }

    [Theory]
    [InlineData(SegmentFileName.Log)]
    [InlineData(SegmentFileName.OffsetIndex)]
    [InlineData(SegmentFileName.TimeIndex)]
    [InlineData(SegmentFileName.TransactionIndex)]
    [InlineData(SegmentFileName.Snapshot)]
    [InlineData(AbortedCountsFile.Name)]
    [InlineData(LeaderEpochsFile.Name)]
    [InlineData(CompactionCheckpointFile.Name)]
    [InlineData(ReplicaCheckpointFile.Name)]
    [InlineData(DirectoryIdentityFile.Name)]
    [InlineData(CleanMark.Name)]
    public void Every_flipped_bit_of_a_cleanly_stopped_directory_is_found_in_its_file(string kind)
    {
        var sample = new DamageSample(isClean: true);
        var missed = new List<string>();

        foreach (var path in sample.Paths(kind))
        {
            var bit = 0;
            foreach (var flipped in FileDamage.Flips(sample.Files[path]))
            {
                var report = new LogVerifier(sample.With(path, flipped)).VerifyLogDirectory(TestDirectory.Path);
                if (!report.Files.Any(file => file.Path == path && file.DefectCount > 0))
                    missed.Add($"{path}, bit {bit}");
                bit++;
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Theory]
    [InlineData(SegmentFileName.Log)]
    [InlineData(SegmentFileName.TransactionIndex)]
    [InlineData(LeaderEpochsFile.Name)]
    [InlineData(DirtyJournal.Name)]
    [InlineData(DirectoryIdentityFile.Name)]
    public void A_file_that_is_gone_is_told(string kind)
    {
        var sample = new DamageSample(isClean: true);

        foreach (var path in sample.Paths(kind))
        {
            var report = new LogVerifier(sample.With(path, null)).VerifyLogDirectory(TestDirectory.Path);

            Assert.False(report.IsSound, path);
        }
    }

    [Fact]
    public void The_first_defect_of_a_file_is_told_with_its_place_and_a_sentence()
    {
        var sample = new DamageSample(isClean: true);
        var path = sample.Paths(SegmentFileName.Log).First();
        var bytes = (byte[])sample.Files[path].Clone();
        bytes[^1] ^= 1;
        bytes[150] ^= 1;

        var report = new LogVerifier(sample.With(path, bytes)).VerifyReplica(path[..path.LastIndexOf('/')]);

        var file = Assert.Single(report.Files, file => file.Path == path);
        Assert.Equal((2, 91L), (file.DefectCount, file.FirstDefect!.Position));
        Assert.Contains($"{path}, byte 91: Offset 2 is expected. The checksum does not match the bytes. (2 in this file)", Text(report));
    }

    [Fact]
    public void Damaged_bytes_and_the_offsets_in_them_are_told_as_ranges()
    {
        var sample = new DamageSample(isClean: true);
        var path = sample.Paths(SegmentFileName.Log).First();
        var batches = new LogDump(DiskFiles.Write(sample.Files), new LogDumpOptions()).OfSegment(path).ToList();
        var bytes = (byte[])sample.Files[path].Clone();
        bytes[batches[1].Position + 70] ^= 1;

        var report = new LogVerifier(sample.With(path, bytes)).VerifyLogDirectory(TestDirectory.Path);

        var defect = Assert.Single(Assert.Single(report.Files, file => file.Path == path).Defects);
        Assert.Equal((batches[1].Position, batches[1].Bytes), (defect.Position, defect.Bytes));
        Assert.Equal((batches[1].BaseOffset, batches[2].BaseOffset), (defect.First, defect.Next));
    }

    [Fact]
    public void A_disk_that_fails_is_a_defect_and_nothing_is_changed()
    {
        var sample = new DamageSample(isClean: true);
        var disk = DiskFiles.Write(sample.Files);
        disk.Fault = operation => operation.Kind == DiskOperationKind.Read && IsLog(operation.Path) ? DiskFault.Failed : null;

        var report = new LogVerifier(disk).VerifyLogDirectory(TestDirectory.Path);
        disk.Fault = null;

        Assert.Equal(sample.Paths(SegmentFileName.Log).Count(), report.Files.Count(file => IsLog(file.Path) && file.DefectCount > 0));
        Assert.Equal(Contents(sample.Files), Contents(DiskFiles.Read(disk, TestDirectory.Path)));
    }

    [Fact]
    public void Logs_with_any_history_are_sound()
    {
        for (var round = 0; round < 20; round++)
        {
            var seed = Seeds.Next();
            var run = new RandomLogRun(seed);
            for (var step = 0; step < 100; step++)
                run.Step();
            run.Fixture.Flush();
            run.Fixture.Flush(checkpoint: true);

            var report = new LogVerifier(run.Fixture.Disk).VerifyReplica(run.Fixture.Directory);

            Assert.True(report.IsSound, $"Seed {seed}: {Text(report)}");
        }
    }

    private static bool IsLog(string path) => path.EndsWith(SegmentFileName.Log, StringComparison.Ordinal);

    private static IEnumerable<string> Contents(IReadOnlyDictionary<string, byte[]> files) =>
        files.Select(file => $"{file.Key} {Convert.ToHexString(file.Value)}").Order(StringComparer.Ordinal);

    private static long Entries(InspectionReport report, string kind) =>
        report.Files.Where(file => file.Path.EndsWith(kind, StringComparison.Ordinal)).Sum(file => file.Entries);

    private static string Text(InspectionReport report)
    {
        using var writer = new StringWriter();
        report.WriteTo(writer);
        return writer.ToString();
    }
}
