namespace ActorBroker.Machines.Replication;

/// <summary>What an acknowledgement by all in-sync replicas promises (<c>flush.policy</c>).</summary>
public enum FlushPolicy
{
    /// <summary>The records are on every in-sync replica's disk. They survive a power cut of all of them at once.</summary>
    Commit,

    /// <summary>The records are in every in-sync replica's page cache, as with Apache Kafka. They survive as long as fewer replicas than the minimum lose theirs.</summary>
    Os,
}
