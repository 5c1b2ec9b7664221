using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>Who has which role in one partition, as the controller decided. Immutable.</summary>
/// <remarks>
/// <b>Invariants</b> (<see cref="IsSound"/>): replicas are distinct and at least one; the ISR is not empty and within the replicas; the leader,
/// if any, is in the ISR; eligible and last known replicas are within the replicas and outside the ISR, and none is both; adding and removing
/// replicas are within the replicas, and none is both. Over time: the partition epoch rises with each change, the leader epoch with each election
/// and each replica that goes.
/// </remarks>
public sealed record PartitionImage
{
    /// <summary>All replicas, the preferred leader first; while a reassignment runs, also those to be removed, behind the others.</summary>
    public required ImmutableArray<BrokerId> Replicas { get; init; }

    /// <summary>
    /// The in-sync replicas: every acknowledged record is on each. Never empty: the last member stays, though fenced, until another
    /// that has all acknowledged records takes its place.
    /// </summary>
    public required ImmutableArray<BrokerId> Isr { get; init; }

    /// <summary>Who takes appends; <see cref="BrokerId.None"/> when nobody may.</summary>
    public required BrokerId Leader { get; init; }

    /// <summary>Fences leaders and followers: one higher whenever the leader changes, also to none, and whenever a replica goes.</summary>
    public required LeaderEpoch LeaderEpoch { get; init; }

    /// <summary>Counts the changes of this state.</summary>
    public required PartitionEpoch Epoch { get; init; }

    /// <summary>
    /// Eligible leader replicas (KIP-966): they left an ISR that was below the minimum, so that nothing was acknowledged without them
    /// since; any of them may be elected and nothing is lost.
    /// </summary>
    public ImmutableArray<BrokerId> Elr { get; init; } = [];

    /// <summary>Replicas that were in the ISR or eligible until a stop that may have cost them records (KIP-966). The best there are when all else is gone.</summary>
    public ImmutableArray<BrokerId> LastKnownElr { get; init; } = [];

    /// <summary>Replicas that a reassignment brings and that were no replicas before (KIP-455).</summary>
    public ImmutableArray<BrokerId> Adding { get; init; } = [];

    /// <summary>Replicas that go once the reassignment is done (KIP-455).</summary>
    public ImmutableArray<BrokerId> Removing { get; init; } = [];

    /// <summary>True while replicas are being added or removed.</summary>
    public bool IsReassigning => !Adding.IsEmpty || !Removing.IsEmpty;

    /// <summary>The replica that leads when all are well.</summary>
    public BrokerId PreferredLeader => Replicas[0];

    /// <summary>True when the invariants hold that concern this state alone; false for what no controller decides.</summary>
    public bool IsSound =>
        !Isr.IsEmpty
        && AreReplicas(Replicas) && AreReplicas(Isr) && AreReplicas(Elr) && AreReplicas(LastKnownElr) && AreReplicas(Adding) && AreReplicas(Removing)
        && (Leader == BrokerId.None || Isr.Contains(Leader))
        && AreApart(Isr, Elr) && AreApart(Isr, LastKnownElr) && AreApart(Elr, LastKnownElr) && AreApart(Adding, Removing)
        && LeaderEpoch.Value >= 0 && Epoch.Value >= 0;

    /// <summary>True when both say the same in all but the epochs.</summary>
    public bool HasSameRoles(PartitionImage other) =>
        Leader == other.Leader
        && Replicas.SequenceEqual(other.Replicas) && Isr.SequenceEqual(other.Isr)
        && Elr.SequenceEqual(other.Elr) && LastKnownElr.SequenceEqual(other.LastKnownElr)
        && Adding.SequenceEqual(other.Adding) && Removing.SequenceEqual(other.Removing);

    // Distinct numbers, 0 and up, of this partition's replicas. The lists are short.
    private bool AreReplicas(ImmutableArray<BrokerId> brokers)
    {
        for (var index = 0; index < brokers.Length; index++)
        {
            if (brokers[index].Value < 0 || !Replicas.Contains(brokers[index]) || brokers.IndexOf(brokers[index]) != index)
                return false;
        }

        return true;
    }

    private static bool AreApart(ImmutableArray<BrokerId> left, ImmutableArray<BrokerId> right)
    {
        foreach (var broker in left)
        {
            if (right.Contains(broker))
                return false;
        }

        return true;
    }
}
