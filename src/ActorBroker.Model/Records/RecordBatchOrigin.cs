namespace ActorBroker.Model.Records;

/// <summary>Where a batch comes from, and so what it may hold.</summary>
public enum RecordBatchOrigin
{
    /// <summary>
    /// A producer. Its base offset and leader epoch mean nothing, since the leader assigns them; no control record, delete horizon or log
    /// append time. A wrong largest timestamp is reported, not refused.
    /// </summary>
    Client,

    /// <summary>This broker's own coordinators: as a client, but control batches are allowed and a sequence is not asked for.</summary>
    Coordinator,

    /// <summary>
    /// A leader's log, or this broker's own: offsets are final, compaction may have left gaps or no record at all, and timestamps are
    /// not held against the clock.
    /// </summary>
    Replica,
}
