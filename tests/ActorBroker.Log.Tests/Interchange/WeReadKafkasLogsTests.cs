using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Interchange;

/// <summary>The files of a partition that Apache Kafka wrote are a log of ours: same records, same offsets.</summary>
public sealed class WeReadKafkasLogsTests(KafkaLog kafka) : IClassFixture<KafkaLog>
{
    [ToolFact("java", KafkaDump.Kafka)]
    public void Recovery_takes_all_that_Kafka_wrote()
    {
        using var ours = new FileLog();
        kafka.CopyTo(ours.Directory);
        var expected = kafka.Records;

        var (log, report) = ours.Recover();

        Assert.Equal((0, expected[^1].Offset + 1), (report.LogStart.Value, report.LogEnd.Value));
        Assert.Equal((0, 0), (report.CutBytes, report.Damage.Count));
        Assert.Equal(expected.Select(Placeless), FileLog.ReadAll(log.View));
        Assert.Equal(["gzip", "lz4", "none", "snappy", "zstd"], expected.Select(record => record.Codec).Distinct().Order(StringComparer.Ordinal));
        Assert.True(expected.Select(record => record.Segment).Distinct().Count() > 2);
        Assert.True(log.Producers.Count >= 6);
        Assert.Contains(expected, record => record.Content.StartsWith("endTxnMarker: COMMIT", StringComparison.Ordinal));
    }

    [ToolFact("java", KafkaDump.Kafka)]
    public void Reads_by_offset_and_by_time_use_the_indexes_as_Kafka_left_them()
    {
        using var ours = new FileLog();
        kafka.CopyTo(ours.Directory);
        var expected = kafka.Records;
        var before = kafka.Files;

        var view = ours.Open(CleanState(expected[^1])).View;

        Assert.Equal(expected.Select(Placeless), FileLog.ReadAll(view));
        for (var index = 0; index < expected.Count; index += 37)
        {
            Assert.Contains(Placeless(expected[index]), FileLog.ReadBatchAt(view, expected[index].Offset));
            AssertFirstSince(expected[index].Timestamp, expected, view);
            AssertFirstSince(expected[index].Timestamp + 1, expected, view);
        }

        Assert.Equal(expected.Max(record => record.Timestamp), view.FindLargestTimestamp()!.Value.Timestamp);
        foreach (var (name, bytes) in before)
            Assert.Equal(bytes, File.ReadAllBytes($"{ours.Directory}/{name}"));
    }

    [ToolFact("java", KafkaDump.Kafka)]
    public void Appends_go_on_where_Kafka_stopped()
    {
        using var ours = new FileLog();
        kafka.CopyTo(ours.Directory);
        var (log, report) = ours.Recover();

        var first = log.AppendAsLeader(Batches.Chunk(Batches.Of(3)), log.View.EpochAt(report.LogEnd));
        FileLog.Checkpoint(log);
        var dump = KafkaDump.Of(ours.Directory, [SegmentFileName.Log, SegmentFileName.OffsetIndex, SegmentFileName.TimeIndex], "--print-data-log");

        Assert.Equal(report.LogEnd, first);
        Assert.Equal(kafka.Records.Count + 3, dump.Records().Count);
        Assert.Empty(dump.Faults);
        Assert.Equal(LatestEpoch(ours), log.View.EpochAt(first));
    }

    private static DumpedRecord Placeless(DumpedRecord record) => record with { Segment = -1, Batch = -1 };

    private static LeaderEpoch LatestEpoch(FileLog ours)
    {
        LeaderEpochsFile.Load(new FileLogDisk(), ours.Directory, out var epochs);
        return epochs.Latest;
    }

    private static void AssertFirstSince(long timestamp, List<DumpedRecord> records, ReadView view)
    {
        var expected = records.Find(record => record.Timestamp >= timestamp);
        var found = view.FindTimestamp(timestamp, view.Bounds.End);
        Assert.Equal((expected?.Offset, expected?.Timestamp), (found?.Offset.Value, found?.Timestamp));
    }

    /// <summary>What a checkpoint would say of the log that Kafka closed.</summary>
    private ReplicaState CleanState(DumpedRecord last)
    {
        var end = new Offset(last.Offset + 1);
        var active = kafka.Files.Where(file => file.Key.EndsWith(SegmentFileName.Log, StringComparison.Ordinal)).MaxBy(file => file.Key);
        return new ReplicaState(
            LogFixture.Id, Offset.Zero, end, end, end, end, new Offset(last.Segment), active.Value.Length, HasProducers: true);
    }
}
