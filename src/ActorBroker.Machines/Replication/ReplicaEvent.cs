using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a replica has to remember over a restart, beside its log.</summary>
public abstract record ReplicaEvent
{
    private ReplicaEvent()
    {
    }

    /// <summary>Roles were taken; older ones never count again.</summary>
    public sealed record RolesTaken(PartitionEpoch Epoch, LeaderEpoch LeaderEpoch) : ReplicaEvent;

    /// <summary>The log failed or is damaged: it may lack what it acknowledged.</summary>
    public sealed record LogFailed : ReplicaEvent;

    /// <summary>The replica is in the ISR by what this run acknowledged: its log is complete again.</summary>
    public sealed record LogCompleted : ReplicaEvent;
}
