using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Log.Tests.Producers;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Damage;

/// <summary>
/// A small log directory with one log of some segments, epochs and transactions, half of it checkpointed, as a stop left it; and what the log holds.
/// </summary>
internal sealed class DamageSample
{
    public static readonly PartitionLogOptions Options = new() { SegmentBytesMax = 460, IndexIntervalBytes = 0 };

    public DamageSample(bool isClean)
    {
        var disk = new MemoryDisk();
        using (var directory = TestDirectory.Open(disk))
        {
            var log = directory.CreateLog(LogFixture.Id, () => Options);
            AppendFirstHalf(log);
            TestDirectory.Flush(log, checkpoint: true);
            directory.Settle(log);
            directory.Checkpoint();
            RecoveryPoint = log.State.RecoveryPoint;
            CompactionCheckpointFile.Save(disk, $"{TestDirectory.Path}/{LogFixture.Id}", new CompactionCheckpoint(new Offset(3), 1_200));
            AppendSecondHalf(log);
            TestDirectory.Flush(log);
            Records = LogQuery.ReadAll(log.View);
            Aborted = log.View.AbortedTransactions(Offset.Zero, log.State.LogEnd);
            Producers = LogQuery.Producers(log);
            End = log.State.LogEnd;
            if (isClean)
                Stop(directory, log);
        }

        Files = DiskFiles.Read(disk, TestDirectory.Path);
        RecoveryPoint = isClean ? End : RecoveryPoint;
    }

    /// <summary>Path and bytes of each file.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>All records.</summary>
    public IReadOnlyList<StoredRecord> Records { get; }

    /// <summary>The aborted transactions.</summary>
    public IReadOnlyList<AbortedTransaction> Aborted { get; }

    /// <summary>The producers.</summary>
    public IReadOnlyList<ProducerDescription> Producers { get; }

    /// <summary>What lies below was checkpointed.</summary>
    public Offset RecoveryPoint { get; }

    /// <summary>The log's end.</summary>
    public Offset End { get; }

    /// <summary>The files with a name that ends so.</summary>
    public IEnumerable<string> Paths(string suffix) => Files.Keys.Where(path => path.EndsWith(suffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>A disk with these files, one of them with other bytes; null leaves it out.</summary>
    public MemoryDisk With(string path, byte[]? bytes)
    {
        var files = new Dictionary<string, byte[]>(Files);
        files.Remove(path);
        if (bytes is not null)
            files.Add(path, bytes);
        return DiskFiles.Write(files);
    }

    private static void AppendFirstHalf(PartitionLog log)
    {
        Append(log, 0, new TestBatch { Producer = -1, Count = 2, Timestamp = 1_000 });
        Append(log, 0, new TestBatch { Producer = 7, Count = 1, Timestamp = 1_500, IsTransactional = true });
        Append(log, 0, new TestBatch { Producer = 8, Count = 3, Timestamp = 1_200 });
        Append(log, 0, new TestBatch { Producer = 7, Timestamp = 1_510, IsCommit = false, CoordinatorEpoch = 2 });
        Append(log, 0, new TestBatch { Producer = 7, Sequence = 1, Count = 1, Timestamp = 1_300, IsTransactional = true });
        Append(log, 1, new TestBatch { Producer = -1, Count = 2, Timestamp = 1_400 });
        Append(log, 1, new TestBatch { Producer = 8, Sequence = 3, Count = 1, Timestamp = 1_700 });
        Append(log, 1, new TestBatch { Producer = 7, Timestamp = 1_710, IsCommit = false, CoordinatorEpoch = 2 });
    }

    private static void AppendSecondHalf(PartitionLog log)
    {
        Append(log, 1, new TestBatch { Producer = 9, Count = 1, Timestamp = 1_600, IsTransactional = true });
        Append(log, 2, new TestBatch { Producer = -1, Count = 2, Timestamp = 1_800 });
        Append(log, 2, new TestBatch { Producer = 9, Timestamp = 1_900, IsCommit = false, CoordinatorEpoch = 3 });
        Append(log, 2, new TestBatch { Producer = 8, Sequence = 4, Count = 2, Timestamp = 1_850 });
        Append(log, 2, new TestBatch { Producer = 9, Sequence = 1, Count = 1, Timestamp = 1_860, IsTransactional = true });
    }

    private static void Append(PartitionLog log, int epoch, TestBatch batch)
    {
        log.AppendAsLeader(Batches.Chunk(batch.ToArray()), new LeaderEpoch(epoch));
        log.SetHighWatermark(log.State.LogEnd);
    }

    private static void Stop(LogDirectory directory, PartitionLog log)
    {
        TestDirectory.CloseClean(directory, log);
        Assert.True(directory.Stop());
    }
}
