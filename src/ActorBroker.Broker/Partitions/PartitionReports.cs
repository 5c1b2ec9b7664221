using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Log.State;
using ActorBroker.Model;
using Akka.Event;

namespace ActorBroker.Broker.Partitions;

/// <summary>What a partition tells people.</summary>
internal static class PartitionReports
{
    /// <summary>What a recovery found: silence for a log that was whole, a warning for a cut tail, an error for each damage.</summary>
    public static void Recovered(ILoggingAdapter logger, PartitionId id, RecoveryReport report)
    {
        foreach (var damage in report.Damage)
            logger.Error("Partition {Partition} is damaged: {Damage}", id, damage);
        logger.Info("Partition {Partition} was recovered after an unclean stop: offsets {Start} to {End}.", id, report.LogStart, report.LogEnd);
    }

    /// <summary>What a compaction did: silence for one that changed nothing.</summary>
    /// <param name="failure">Why it did not come to its end; null when nothing failed.</param>
    public static void Compacted(ILoggingAdapter logger, PartitionId id, CompactionRun run, Exception? failure)
    {
        if (failure is LogDiskException)
            logger.Warning("Partition {Partition} could not be compacted to the end, and is tried again later: {Cause}", id, failure.Message);
        else if (failure is not null)
            logger.Error(failure, "Partition {Partition} could not be compacted to the end.", id);
        if (run.Obstacle is { } obstacle)
            logger.Warning("Partition {Partition} is not compacted from offset {Offset} on: a batch in {File} stands in the way ({Defect}).", id, obstacle.First, obstacle.File, obstacle.Defect);
        if (run.Progress is { SegmentsReplaced: > 0 } done)
            logger.Info("Partition {Partition} was compacted: {Records} records, {Bytes} bytes went.", id, done.RecordsRemoved, done.BytesRemoved);
    }
}
