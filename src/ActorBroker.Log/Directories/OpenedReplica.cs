using ActorBroker.Log.State;

namespace ActorBroker.Log.Directories;

/// <summary>A replica's log, and what its recovery found; null when there was nothing to recover.</summary>
public readonly record struct OpenedReplica(PartitionLog Log, RecoveryReport? Recovery);
