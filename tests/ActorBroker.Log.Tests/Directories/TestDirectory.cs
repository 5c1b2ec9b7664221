using System.Text;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Directories;

/// <summary>A log directory on a disk in memory, and what its logs' owners do, in few words.</summary>
internal static class TestDirectory
{
    public const string Path = "/data/logs";

    public static readonly PartitionLogOptions LogOptions = new() { SegmentBytesMax = 600, IndexIntervalBytes = 0 };

    public static readonly LogDirectoryOptions Options = new()
    {
        ClusterId = "cluster",
        Broker = new BrokerId(3),
        NewDirectoryId = () => Guid.ParseExact("0123456789abcdef0123456789abcdef", "n"),
    };

    public static LogDirectory Open(ILogDisk disk) => LogDirectory.Open(disk, Path, Options);

    public static PartitionId Partition(int index) => DirtyJournalTests.Partition(index);

    public static PartitionLog Create(LogDirectory directory, int partition) =>
        directory.CreateLog(Partition(partition), () => LogOptions);

    public static OpenedReplica OpenLog(LogDirectory directory, int partition) =>
        directory.OpenLog(Partition(partition), () => LogOptions);

    /// <summary>Appends one batch with a record for each value.</summary>
    public static void Append(PartitionLog log, params IEnumerable<string> values)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        foreach (var value in values)
            builder.TryAppend(1_000, default, Encoding.UTF8.GetBytes(value));
        log.AppendAsLeader(Batches.Chunk(builder.ToArray()), new LeaderEpoch(0));
        log.SetHighWatermark(log.State.LogEnd);
    }

    /// <summary>Brings all of the log to the disk.</summary>
    public static void Flush(PartitionLog log, bool checkpoint = false)
    {
        if (log.PrepareFlush(checkpoint) is not { } ticket)
            return;

        ticket.Run();
        log.CompleteFlush(ticket, null);
    }

    /// <summary>Flushes a log wholly and gives it back.</summary>
    public static void CloseClean(LogDirectory directory, PartitionLog log)
    {
        Flush(log, checkpoint: true);
        directory.CloseLog(log);
    }

    /// <summary>The log's records from its start, as "offset:value".</summary>
    public static List<string> Read(PartitionLog log) => LogFixture.ReadAll(log.View);

    /// <summary>A directory that was cleanly stopped, with so many logs of two records each.</summary>
    public static MemoryDisk Stopped(int logs)
    {
        var disk = new MemoryDisk(keepsHistory: true);
        using var directory = Open(disk);
        for (var partition = 0; partition < logs; partition++)
        {
            var log = Create(directory, partition);
            Append(log, $"a{partition}", $"b{partition}");
            CloseClean(directory, log);
        }

        Assert.True(directory.Stop());
        return disk;
    }
}
