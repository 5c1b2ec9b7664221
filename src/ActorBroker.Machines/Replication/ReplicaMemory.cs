using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a replica remembers over a restart: its events, folded. Immutable.</summary>
/// <param name="Epoch">The partition epoch of the last roles taken; <see cref="PartitionEpoch.None"/> when there were none.</param>
/// <param name="LeaderEpoch">The leader epoch of those roles.</param>
/// <param name="HasFailed">True when the log may lack what it acknowledged, and the replica did not catch up since.</param>
public sealed record ReplicaMemory(PartitionEpoch Epoch, LeaderEpoch LeaderEpoch, bool HasFailed)
{
    /// <summary>Of a replica that never had a role.</summary>
    public static readonly ReplicaMemory Empty = new(PartitionEpoch.None, LeaderEpoch.None, false);

    /// <summary>What is remembered after an event. Never throws; the same event again changes nothing.</summary>
    public ReplicaMemory Apply(ReplicaEvent happened) => happened switch
    {
        ReplicaEvent.RolesTaken taken when taken.Epoch > Epoch => this with { Epoch = taken.Epoch, LeaderEpoch = taken.LeaderEpoch },
        ReplicaEvent.LogFailed => this with { HasFailed = true },
        ReplicaEvent.LogCompleted => this with { HasFailed = false },
        _ => this,
    };

    /// <summary>
    /// True when the replica still has all that it ever acknowledged, so that it may stay in the ISR or eligible although it was restarted
    /// (KIP-966): its log is sound, and it was stopped cleanly or never acknowledged anything before the disk had it.
    /// </summary>
    /// <param name="policy">What acknowledgements waited for.</param>
    /// <param name="wasStoppedCleanly">
    /// True when the last run flushed its logs and said so. A run that follows a crash says so only if it was registered: before, nobody has heard
    /// of the crash.
    /// </param>
    /// <param name="isSound">False when the log is on an empty disk, is damaged, or was cut below its recovery point.</param>
    public bool IsComplete(FlushPolicy policy, bool wasStoppedCleanly, bool isSound) =>
        isSound && !HasFailed && (wasStoppedCleanly || policy == FlushPolicy.Commit);
}
