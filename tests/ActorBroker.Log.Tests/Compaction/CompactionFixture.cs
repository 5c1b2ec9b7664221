using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>One log with what is needed to compact it.</summary>
internal sealed class CompactionFixture(PartitionLogOptions options, ILogDisk? disk = null, IReplicaJournal? journal = null)
{
    public LogFixture Logs { get; } = new(options, disk, journal);

    public PartitionLog Log => Logs.Log;

    public CompactionOptions Options { get; set; } = new() { DirtyRatioMin = 0, DeleteRetention = TimeSpan.FromHours(3) };

    public CompactionLimits Limits { get; set; } = new() { OffsetMapBytesMax = 64 * 1024 };

    public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    /// <summary>How many bytes one step reads.</summary>
    public int StepBytes { get; set; } = 200;

    public LogCompactor Compactor() => new(Log, Limits, new Random(1));

    /// <summary>Appends batches; all is committed and durable afterwards.</summary>
    public void Append(params byte[][] batches)
    {
        Logs.Append(batches);
        Settle();
    }

    /// <summary>Closes the active segment, so that it can be compacted.</summary>
    public void Roll()
    {
        Log.Roll();
        Settle();
    }

    public void Settle()
    {
        Log.SetHighWatermark(Log.State.LogEnd);
        Logs.Flush();
    }

    /// <summary>Compacts to the end; null when the log is not due.</summary>
    public CompactionRun? Compact()
    {
        var compactor = Compactor();
        if (compactor.Begin(Options, Now) is not { } run)
            return null;

        CompactionStep step;
        while ((step = run.Step(StepBytes)) != CompactionStep.Done)
        {
            if (step == CompactionStep.Swap)
                compactor.Swap(run);
        }

        compactor.End(run);
        return run;
    }

    public CompactionCheckpoint Checkpoint()
    {
        CompactionCheckpointFile.Load(Logs.Disk, Logs.Directory, out var checkpoint);
        return checkpoint;
    }

    public List<StoredBatch> Read(long from = 0) => StoredBatch.ReadFrom(Log.View, Offset.Max(new Offset(from), Log.State.LogStart));

    /// <summary>The records that are left, as "offset:key=value".</summary>
    public List<string> Records() =>
        [.. Read().Where(batch => !batch.IsControl).SelectMany(batch => batch.Records).Select(record => $"{record.Offset}:{record.Key}={record.Value ?? "null"}")];

    public IEnumerable<string> Files(string kind) =>
        Logs.Disk.List(Logs.Directory).Select(entry => entry.Name).Where(name => name.EndsWith(kind, StringComparison.Ordinal));
}
