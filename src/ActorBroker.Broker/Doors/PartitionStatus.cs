namespace ActorBroker.Broker.Doors;

/// <summary>What this broker's replica of a partition is to clients.</summary>
public enum PartitionStatus
{
    /// <summary>Its log is being opened or recovered, or the broker was not told its role yet.</summary>
    Opening,

    /// <summary>It takes appends and serves reads.</summary>
    Leader,

    /// <summary>Another broker leads.</summary>
    Follower,

    /// <summary>Its disk failed: it takes no appends; what can be read is read elsewhere.</summary>
    Failed,

    /// <summary>The topic was deleted, or the replica moved away.</summary>
    Gone,
}
