using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>What a checkpoint is to write, taken at one moment.</summary>
/// <param name="States">The file's entries.</param>
/// <param name="Settlements">What the journal is told once the file is durable.</param>
/// <param name="Deleted">The replicas whose deletion the journal need not name any more then, with their tickets.</param>
internal sealed record CheckpointDraft(
    ReplicaState[] States, DirtySettlement[] Settlements, KeyValuePair<PartitionId, long>[] Deleted);
