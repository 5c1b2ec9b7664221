using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>All that is known of a replica's log without opening a file of it.</summary>
/// <param name="Partition">The replica's partition.</param>
/// <param name="LogStart">The first offset that is kept.</param>
/// <param name="LogEnd">The offset the next record will get.</param>
/// <param name="RecoveryPoint">All below it was flushed; not above <paramref name="LogEnd"/>.</param>
/// <param name="HighWatermark">All below it was known to be on every in-sync replica; not above <paramref name="LogEnd"/>.</param>
/// <param name="LatestEpoch">The last leader epoch of the log, or <see cref="LeaderEpoch.None"/>.</param>
/// <param name="ActiveBase">The base offset of the last segment; <see cref="Offset.None"/> when the log has no files.</param>
/// <param name="ActiveBytes">The bytes of the last segment that hold batches; what lies behind is no part of the log.</param>
/// <param name="LargestTimestamp">Of all records, in milliseconds since 1970; -1 for none.</param>
public readonly record struct ReplicaCheckpoint(
    PartitionId Partition,
    Offset LogStart,
    Offset LogEnd,
    Offset RecoveryPoint,
    Offset HighWatermark,
    LeaderEpoch LatestEpoch,
    Offset ActiveBase,
    long ActiveBytes,
    long LargestTimestamp)
{
    /// <summary>True when the numbers can be those of one log.</summary>
    internal bool IsPlausible =>
        Partition.Index.Value >= 0
        && LogStart >= Offset.Zero && LogStart <= LogEnd
        && RecoveryPoint >= Offset.Zero && RecoveryPoint <= LogEnd
        && HighWatermark >= Offset.Zero && HighWatermark <= LogEnd
        && LatestEpoch >= LeaderEpoch.None
        && ActiveBase >= Offset.None && ActiveBase <= LogEnd
        && ActiveBytes >= 0;
}
