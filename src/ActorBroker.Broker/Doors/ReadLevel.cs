namespace ActorBroker.Broker.Doors;

/// <summary>Up to where somebody may read.</summary>
public enum ReadLevel
{
    /// <summary>The high watermark: <c>read_uncommitted</c>.</summary>
    HighWatermark,

    /// <summary>The last stable offset: <c>read_committed</c> (KIP-98).</summary>
    Committed,

    /// <summary>The log's end: replicas, and tools that look into them.</summary>
    LogEnd,
}
