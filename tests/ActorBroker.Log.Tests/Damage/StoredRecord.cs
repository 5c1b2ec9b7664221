namespace ActorBroker.Log.Tests.Damage;

/// <summary>A record as it was written, with what its batch says of it.</summary>
internal sealed record StoredRecord(long Batch, long Offset, int Epoch, long Producer, long Timestamp, string Value);
