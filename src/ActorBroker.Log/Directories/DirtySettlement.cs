using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>What a durable checkpoint says of a log that the dirty journal names.</summary>
/// <param name="Partition">The log.</param>
/// <param name="Ticket">The <see cref="DirtyJournal.Ticket"/> when the checkpoint's numbers were taken: a later note is newer than they.</param>
/// <param name="Note">The bounds to go on with; null when the checkpoint describes the log wholly, or the replica is gone.</param>
public readonly record struct DirtySettlement(PartitionId Partition, long Ticket, DirtyNote? Note);
