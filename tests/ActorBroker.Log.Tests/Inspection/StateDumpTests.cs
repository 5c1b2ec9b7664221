using ActorBroker.Log.Directories;
using ActorBroker.Log.Inspection;
using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Damage;

namespace ActorBroker.Log.Tests.Inspection;

public sealed class StateDumpTests
{
    private readonly DamageSample _sample = new(isClean: true);

    [Fact]
    public void Every_file_of_a_log_directory_but_segments_and_marks_is_shown()
    {
        var dump = new StateDump(DiskFiles.Write(_sample.Files));

        var silent = _sample.Files.Keys.Where(path => dump.Of(path) is null).Select(path => path[(path.LastIndexOf('/') + 1)..]);

        Assert.All(silent, name => Assert.True(name is CleanMark.Name or LogDirectory.LockName || name.EndsWith(SegmentFileName.Log, StringComparison.Ordinal), name));
    }

    [Fact]
    public void Rows_hold_what_the_log_holds()
    {
        var dump = new StateDump(DiskFiles.Write(_sample.Files));

        var aborted = _sample.Paths(SegmentFileName.TransactionIndex).SelectMany(path => dump.Of(path)!.Rows);
        var producers = dump.Of(_sample.Paths(SegmentFileName.Snapshot).Last())!;
        var replicas = dump.Of(_sample.Paths(ReplicaCheckpointFile.Name).Single())!;

        Assert.Equal(_sample.Aborted.Select(entry => (object)entry.LastOffset.Value), aborted.Select(row => row[2]));
        Assert.Equal(_sample.Producers.Select(producer => (object)producer.Producer.Value), producers.Rows.Select(row => row[0]));
        Assert.Equal(_sample.End.Value, Assert.Single(replicas.Rows)[replicas.Columns.ToList().IndexOf("logEnd")]);
        Assert.All([producers, replicas], table => Assert.Equal(StateFileCondition.Sound, table.Condition));
    }

    [Fact]
    public void Index_rows_name_batches_of_their_segment()
    {
        var dump = new StateDump(DiskFiles.Write(_sample.Files));
        var path = _sample.Paths(SegmentFileName.OffsetIndex).First();

        var rows = dump.Of(path)!.Rows.ToList();

        var batches = new LogDump(DiskFiles.Write(_sample.Files), new LogDumpOptions()).OfSegment(path.Replace(".index", ".log", StringComparison.Ordinal));
        Assert.NotEmpty(rows);
        Assert.Subset(
            batches.Select(batch => (batch.LastOffset.Value, batch.Position)).ToHashSet(),
            rows.Select(row => ((long)row[0], (int)row[1])).ToHashSet());
    }

    [Fact]
    public void A_damaged_file_says_so()
    {
        var path = _sample.Paths(ReplicaCheckpointFile.Name).Single();

        var table = new StateDump(_sample.With(path, _sample.Files[path][..^1])).Of(path)!;

        Assert.Equal(StateFileCondition.Damaged, table.Condition);
    }
}
