using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a leader knows in one epoch beside its log and its roles. Immutable; not durable, and begun anew in each epoch.</summary>
public sealed record Leadership
{
    /// <summary>Where the log ended when this replica was elected: all that was ever committed lies below, or above only by this leader.</summary>
    public required Offset EpochStart { get; init; }

    /// <summary>Who may be in the ISR: the committed members, and those of every proposal made upon the present partition epoch (KIP-497).</summary>
    public required ImmutableArray<BrokerId> Maximal { get; init; }

    /// <summary>What is known of those followers that were heard or heard of.</summary>
    public ImmutableArray<FollowerProgress> Followers { get; init; } = [];

    /// <summary>The proposal that the controller has not answered; empty when there is none.</summary>
    public ImmutableArray<ReplicaIncarnation> Proposed { get; init; } = [];

    /// <summary>
    /// True after a refusal: nobody is proposed to join before the metadata went on or some time has passed. The controller's answers do not end it:
    /// they tell nothing of who may join, and each proposal that is carried out costs an event.
    /// </summary>
    public bool IsHeld { get; init; }

    /// <summary>
    /// The minimum that the controller named with an ISR; it counts until the replica's own view is as new. Else a minimum that was just raised
    /// might be missed, and records acknowledged that an eligible replica lacks.
    /// </summary>
    public int MinIsrNamed { get; init; }

    /// <summary>What is known of a follower.</summary>
    public FollowerProgress Find(BrokerId follower)
    {
        foreach (var progress in Followers)
        {
            if (progress.Follower == follower)
                return progress;
        }

        return FollowerProgress.New(follower, Incarnation.None);
    }

    /// <summary>The same, with a follower's progress put in the place of an earlier one.</summary>
    public Leadership With(FollowerProgress progress)
    {
        for (var index = 0; index < Followers.Length; index++)
        {
            if (Followers[index].Follower == progress.Follower)
                return this with { Followers = Followers.SetItem(index, progress) };
        }

        return this with { Followers = Followers.Add(progress) };
    }

    /// <summary>The same, once the partition has another state of the same leader epoch.</summary>
    public Leadership Follow(PartitionImage state) => this with
    {
        Maximal = state.Isr,
        Proposed = [],
        Followers = [.. Followers.Where(progress => state.Replicas.Contains(progress.Follower)).Select(progress => progress with { IsLagging = false })],
    };

    /// <summary>Up to where all that are waited for acknowledged; <see cref="Offset.None"/> when one was not heard yet.</summary>
    internal Offset AcknowledgedBy(ImmutableArray<BrokerId> members, BrokerId self, Offset own)
    {
        var least = own;
        foreach (var member in members)
        {
            if (member != self)
                least = Offset.Min(least, Find(member).Acknowledged);
        }

        return least;
    }

    /// <summary>The ISR that the leader wants: without those that lag, and with those that caught up, in the order of the replicas.</summary>
    internal ImmutableArray<ReplicaIncarnation> Wanted(ReplicaMachine leader)
    {
        var roles = leader.Roles!;
        var wanted = ImmutableArray.CreateBuilder<ReplicaIncarnation>(roles.State.Replicas.Length);
        foreach (var replica in roles.State.Replicas)
        {
            var progress = Find(replica);
            if (replica == leader.Self)
                wanted.Add(new ReplicaIncarnation(replica, leader.Incarnation));
            else if (roles.State.Isr.Contains(replica) ? !progress.IsLagging : MayJoin(leader, progress))
                wanted.Add(new ReplicaIncarnation(replica, progress.Incarnation));
        }

        return wanted.DrainToImmutable();
    }

    private bool MayJoin(ReplicaMachine leader, FollowerProgress progress) =>
        !IsHeld
        && progress.Incarnation != Incarnation.None
        && leader.Roles!.IsActive(progress.Follower, progress.Incarnation)
        && leader.Rules.MayJoin(progress.Acknowledged, leader.HighWatermark, EpochStart);
}
