using ActorBroker.Model;

namespace ActorBroker.Log.State;

/// <summary>What a recovery found and did, for the operator and for the controller.</summary>
/// <param name="Id">The partition.</param>
/// <param name="LogStart">The log's start now.</param>
/// <param name="LogEnd">The log's end now; all below is on the disk.</param>
/// <param name="ScannedBytes">Bytes of batches that were read and checked.</param>
/// <param name="CutBytes">Bytes behind the first bad one above the recovery point, removed.</param>
/// <param name="Damage">What was not as it was written; empty for a log that lost nothing but what had not been flushed.</param>
public sealed record RecoveryReport(
    PartitionId Id, Offset LogStart, Offset LogEnd, long ScannedBytes, long CutBytes, IReadOnlyList<LogDamage> Damage);
