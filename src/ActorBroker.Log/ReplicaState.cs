using ActorBroker.Log.State;
using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>What a checkpoint says of a log: enough to open it without touching its files.</summary>
/// <param name="Id">The partition.</param>
/// <param name="LogStart">The first offset that can be read.</param>
/// <param name="LogEnd">The offset that the next record gets.</param>
/// <param name="RecoveryPoint">Below it everything is on the disk: batches, indexes, epochs, producer state. May lie below the log start.</param>
/// <param name="LastStable">The last stable offset, as far as it was known.</param>
/// <param name="HighWatermark">As far as it was known.</param>
/// <param name="ActiveBase">The name of the last segment.</param>
/// <param name="ActiveBytes">Bytes of batches in the last segment.</param>
/// <param name="HasProducers">False when no producer was known at the recovery point, so that there need be no snapshot.</param>
public readonly record struct ReplicaState(
    PartitionId Id,
    Offset LogStart,
    Offset LogEnd,
    Offset RecoveryPoint,
    Offset LastStable,
    Offset HighWatermark,
    Offset ActiveBase,
    int ActiveBytes,
    bool HasProducers)
{
    /// <summary>A log that never had a record and has no files.</summary>
    public static ReplicaState New(PartitionId id) =>
        new(id, Offset.Zero, Offset.Zero, Offset.Zero, Offset.Zero, Offset.Zero, Offset.Zero, 0, false);

    /// <summary>
    /// What holds after a later note of the journal (<see cref="IReplicaJournal.Note"/>). Where the log's start rose above the recovery point, batches went that
    /// no checkpoint covered, and the producers that wrote them are in a snapshot.
    /// </summary>
    public ReplicaState After(Offset logStart, Offset recoveryPoint) => this with
    {
        LogStart = logStart,
        RecoveryPoint = recoveryPoint,
        HasProducers = HasProducers || logStart > recoveryPoint,
    };

    /// <summary>What holds after a recovery, as long as the log was not looked at more closely.</summary>
    internal ReplicaState Of(RecoveryReport report) => this with
    {
        LogStart = report.LogStart,
        LogEnd = report.LogEnd,
        HighWatermark = Offset.Clamp(HighWatermark, report.LogStart, report.LogEnd),
        LastStable = report.LogStart,
        RecoveryPoint = Offset.Clamp(RecoveryPoint, report.LogStart, report.LogEnd),
    };

    /// <summary>What holds of a log in memory that ends here.</summary>
    internal ReplicaState Of(LoadedLog log, Offset end)
    {
        var highWatermark = Offset.Clamp(HighWatermark, LogStart, end);
        var unstable = log.Producers.FirstUnstableOffset(highWatermark);
        return this with
        {
            LogEnd = end,
            HighWatermark = highWatermark,
            LastStable = unstable == Offset.None ? highWatermark : Offset.Clamp(unstable, LogStart, highWatermark),
            ActiveBase = log.Active.BaseOffset,
            ActiveBytes = log.Active.Bytes,
        };
    }
}
