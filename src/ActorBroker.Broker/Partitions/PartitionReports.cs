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
}
