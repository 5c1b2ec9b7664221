namespace ActorBroker.Broker.Doors;

/// <summary>When a record counts as acknowledged by a replica (<c>flush.policy</c>).</summary>
public enum FlushPolicy
{
    /// <summary>Once it is on the disk; consumers see only what is. The default.</summary>
    Commit,

    /// <summary>Once it is in the operating system's page cache, as in Kafka: a power cut may lose it on all replicas at once.</summary>
    Os,
}
