using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>
/// The rules that replication's safety rests on, one method each. The checker in the tests replaces them one at a time by a known mistake and
/// must find the loss that follows; nothing else ever replaces them.
/// </summary>
internal class ReplicationRules
{
    /// <summary>The rules as they are meant.</summary>
    public static readonly ReplicationRules Sound = new();

    /// <summary>A replica takes roles that are meant for this run of its broker.</summary>
    public virtual bool MayTake(ReplicaRoles roles, Incarnation own) => roles.Registered == own;

    /// <summary>A leader hears nobody who takes it for the leader of another epoch (KIP-320).</summary>
    public virtual ErrorCode JudgeEpoch(LeaderEpoch asked, LeaderEpoch own) =>
        asked < own ? ErrorCode.FencedLeaderEpoch : asked > own ? ErrorCode.UnknownLeaderEpoch : ErrorCode.None;

    /// <summary>A follower's logs agree with the leader's up to its fetch offset when the record before it is of the same epoch in both (KIP-595).</summary>
    public virtual bool Agree(FetchRequest request, EpochBoundary boundary) =>
        boundary.Epoch == request.LastEpoch && boundary.End >= request.FetchOffset;

    /// <summary>Where a follower cuts its log: where the epoch that both know ends in the one that ends it first; never at its high watermark (KIP-101, KIP-279).</summary>
    public virtual Offset CutAt(EpochBoundary leader, EpochBoundary own, Offset highWatermark) =>
        own.Epoch == leader.Epoch ? Offset.Min(own.End, leader.End) : own.End;

    /// <summary>An answer about where the log ends is passed over once the log ends elsewhere: it may be an old one that was overtaken.</summary>
    public virtual bool IsAbout(FetchAnswer.Diverged answer, Offset end, LeaderEpoch lastEpoch) =>
        answer.FetchOffset == end && answer.LastEpoch == lastEpoch;

    /// <summary>How far a replica acknowledges: what is durable under <see cref="FlushPolicy.Commit"/>, all it has otherwise; what it has is never exceeded.</summary>
    public virtual Offset Acknowledged(FlushPolicy policy, Offset end, Offset durable) =>
        policy == FlushPolicy.Commit ? Offset.Min(durable, end) : end;

    /// <summary>A leader hears a follower's present run only; what an earlier one had counts no more (KIP-903).</summary>
    public virtual bool IsSameRun(Incarnation known, Incarnation asked) => known == asked;

    /// <summary>The high watermark waits for all who may be in the ISR: the committed members, and all that were proposed upon the same state (KIP-497).</summary>
    public virtual ImmutableArray<BrokerId> MembersToWaitFor(PartitionImage state, Leadership leadership) => leadership.Maximal;

    /// <summary>The high watermark rises only while the committed ISR has the minimum (KIP-966).</summary>
    public virtual bool MayRise(PartitionImage state, int minIsr) => state.Isr.Length >= minIsr;

    /// <summary>
    /// A follower may join once it acknowledged all that can have been committed: up to the high watermark, and up to where the log ended when
    /// this leader was elected, whose own high watermark may be behind the former leader's.
    /// </summary>
    public virtual bool MayJoin(Offset acknowledged, Offset highWatermark, Offset epochStart) =>
        acknowledged >= highWatermark && acknowledged >= epochStart;

    /// <summary>A proposal that was refused may still arrive again, so its members are waited for until the partition epoch has passed it.</summary>
    public virtual ImmutableArray<BrokerId> AfterRefusal(PartitionImage state, ImmutableArray<BrokerId> maximal) => maximal;
}
