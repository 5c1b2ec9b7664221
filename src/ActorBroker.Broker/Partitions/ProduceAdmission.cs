using System.Diagnostics;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Broker.Partitions;

/// <summary>
/// What the machine says to producers. It is asked again only when its roles, its leadership or its failure are others: nothing else that it knows
/// counts here, and a write would cost two decisions.
/// </summary>
/// <remarks>Owned by the partition's actor.</remarks>
internal sealed class ProduceAdmission
{
    private static readonly ReplicaCommand.Produce One = new(NeedsAll: false);
    private static readonly ReplicaCommand.Produce All = new(NeedsAll: true);

    private (ReplicaRoles? Roles, Leadership? Leadership, bool HasFailed)? _asked;

    /// <summary>What everybody is refused with; <see cref="ErrorCode.None"/> when records are taken.</summary>
    public ErrorCode Error { get; private set; }

    /// <summary>What those are refused with who want to hear once all in-sync replicas have their records.</summary>
    public ErrorCode ErrorForAll { get; private set; }

    /// <summary>The epoch to append in; <see cref="LeaderEpoch.None"/> with an <see cref="Error"/>.</summary>
    public LeaderEpoch Epoch { get; private set; }

    /// <summary>Asks the machine, where it may say something else than the last time.</summary>
    public void Ask(ReplicaMachine machine, IReplicaLog log)
    {
        if (_asked is { } asked && ReferenceEquals(asked.Roles, machine.Roles) && ReferenceEquals(asked.Leadership, machine.Leadership) && asked.HasFailed == machine.HasFailed)
            return;

        _asked = (machine.Roles, machine.Leadership, machine.HasFailed);
        (Error, Epoch) = Ask(machine, One, log);
        (ErrorForAll, _) = Ask(machine, All, log);
    }

    private static (ErrorCode Error, LeaderEpoch Epoch) Ask(ReplicaMachine machine, ReplicaCommand.Produce produce, IReplicaLog log) =>
        machine.Decide(produce, log).Effects[0] switch
        {
            ReplicaEffect.Append append => (ErrorCode.None, append.Epoch),
            ReplicaEffect.RejectProduce reject => (reject.Error, LeaderEpoch.None),
            var other => throw new UnreachableException($"{other} is no answer to a producer"),
        };
}
