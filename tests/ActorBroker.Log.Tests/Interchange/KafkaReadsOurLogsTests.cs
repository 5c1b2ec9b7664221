using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Interchange;

/// <summary>Apache Kafka's own tool reads the files of our logs: batches, indexes, snapshots.</summary>
public sealed class KafkaReadsOurLogsTests
{
    private static readonly string[] Indexes = [SegmentFileName.OffsetIndex, SegmentFileName.TimeIndex];

    [ToolFact("java", KafkaDump.Kafka)]
    public void Kafka_reads_the_same_records_from_our_segments_and_finds_no_fault()
    {
        var seed = Seeds.Next();
        using var ours = new FileLog();
        var log = Write(ours, seed);
        var expected = FileLog.ReadAll(log.View);

        var dump = KafkaDump.Of(ours.Directory, [SegmentFileName.Log], "--deep-iteration", "--print-data-log");

        var found = dump.Records();
        Assert.True(found.Select(record => record.Segment).Distinct().Count() > 3, $"Seed {seed}: {found.Count} records.");
        Assert.Equal(expected, found.Select(record => record with { Segment = -1, Batch = -1 }));
        Assert.Equal(5, found.Select(record => record.Codec).Distinct().Count());
        Assert.Empty(dump.Faults);
    }

    [ToolFact("java", KafkaDump.Kafka)]
    public void Kafka_finds_no_fault_in_our_indexes_and_snapshots()
    {
        var seed = Seeds.Next();
        using var ours = new FileLog();
        var log = Write(ours, seed);
        var aborted = log.View.AbortedTransactions(Offset.Zero, log.View.Bounds.End);

        var indexes = KafkaDump.Of(ours.Directory, Indexes);
        var sanity = KafkaDump.Of(ours.Directory, Indexes, "--index-sanity-check");
        var verified = KafkaDump.Of(ours.Directory, Indexes, "--verify-index-only");
        var state = KafkaDump.Of(ours.Directory, [SegmentFileName.TransactionIndex, SegmentFileName.Snapshot]);

        foreach (var dump in new[] { indexes, sanity, verified, state })
            Assert.Empty(dump.Faults);
        Assert.True(indexes.Text.Split("position: ").Length > 20, $"Seed {seed}: {indexes.Text}");
        Assert.True(indexes.Text.Split("timestamp: ").Length > 20, $"Seed {seed}: {indexes.Text}");
        foreach (var transaction in aborted)
        {
            Assert.Contains(
                $"producerId: {transaction.Producer} firstOffset: {transaction.FirstOffset} lastOffset: {transaction.LastOffset} "
                + $"lastStableOffset: {transaction.LastStableOffset}",
                state.Text);
        }

        Assert.Equal(aborted.Count, state.Text.Split("version: 0 producerId: ").Length - 1);
        Assert.Contains("producerId: 104 producerEpoch: 1 coordinatorEpoch: -1", state.Text);
    }

    [ToolFact("java", KafkaDump.Kafka)]
    public void Kafka_finds_no_fault_in_a_log_too_short_for_index_entries()
    {
        using var ours = new FileLog();
        var log = ours.Open(ReplicaState.New(LogFixture.Id));
        log.AppendAsLeader(Batches.Chunk(Batches.Of(2)), new LeaderEpoch(0));
        FileLog.Checkpoint(log);

        var dump = KafkaDump.Of(ours.Directory, [SegmentFileName.Log, .. Indexes]);

        Assert.Contains("lastOffset: 1 count: 2", dump.Text);
        Assert.Empty(dump.Faults);
    }

    private static PartitionLog Write(FileLog ours, int seed)
    {
        var log = ours.Open(ReplicaState.New(LogFixture.Id));
        new MixedTraffic(log, new Random(seed)).Run(rounds: 25);
        FileLog.Checkpoint(log);
        return log;
    }
}
