using ActorBroker.Log;
using ActorBroker.Log.Compaction;
using ActorBroker.Log.Disk;
using ActorBroker.Log.State;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using Akka.Event;

namespace ActorBroker.Broker.Partitions;

/// <summary>What a partition tells people.</summary>
internal static class PartitionReports
{
    /// <summary>What a recovery found: an error for each damage. The rest only for who looks closely: the host tells of all logs together.</summary>
    public static void Recovered(ILoggingAdapter logger, PartitionId id, RecoveryReport report)
    {
        foreach (var damage in report.Damage)
            Damaged(logger, id, damage);
        logger.Debug("Partition {Partition} was recovered after an unclean stop: offsets {Start} to {End}.", id, report.LogStart, report.LogEnd);
    }

    /// <summary>Bytes that are not as they were written.</summary>
    public static void Damaged(ILoggingAdapter logger, PartitionId id, LogDamage damage) => logger.Error(
        damage.IsCut
            ? "Partition {Partition} is damaged: {Damage}"
            : "Partition {Partition} is damaged: {Damage} 'actorbroker log repair --drop-damaged' takes them out while the broker is stopped.",
        id, damage);

    /// <summary>Roles that the replica does not take: older than those it has, or meant for another run of this broker.</summary>
    public static void PassedOver(ILoggingAdapter logger, PartitionId id, ReplicaRoles roles, ReplicaMachine replica) => logger.Warning(
        "Partition {Partition} passes over epoch {Epoch} for run {Registered}: it has taken epoch {Taken} in run {Run}.",
        id, roles.State.Epoch, roles.Registered, replica.Memory.Epoch, replica.Incarnation);

    /// <summary>Committed records that are gone.</summary>
    public static void Lost(ILoggingAdapter logger, PartitionId id, ReplicaEffect.ReportLoss loss) => logger.Error(
        "Partition {Partition} has lost {Count} committed records, from offset {From} to below {End}.", id, loss.End - loss.From, loss.From, loss.End);

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
