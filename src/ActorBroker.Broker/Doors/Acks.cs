using ActorBroker.Machines.Replication;

namespace ActorBroker.Broker.Doors;

/// <summary>When an append is answered (Produce, field Acks).</summary>
public enum Acks
{
    /// <summary>When all in-sync replicas have it: on their disks under <see cref="FlushPolicy.Commit"/>.</summary>
    All = -1,

    /// <summary>Never, to the client; the door is told like <see cref="Leader"/>, so that it can take its buffer back.</summary>
    None = 0,

    /// <summary>When the leader has appended it; not flushed.</summary>
    Leader = 1,
}
