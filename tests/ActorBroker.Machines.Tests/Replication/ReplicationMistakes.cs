using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Mistakes that replicated logs were built with, each with bounds in which it does harm.</summary>
internal static class ReplicationMistakes
{
    private static readonly ReplicationBounds Commit = new(FlushPolicy.Commit, Records: 1, Elections: 1, IsrChanges: 0, Crashes: 0) { IsReduced = true, Suspicions = 0 };
    private static readonly ReplicationBounds Os = Commit with { Policy = FlushPolicy.Os };
    private static readonly ReplicationBounds EachMessage = Commit with { IsReduced = false };

    public static IReadOnlyList<(ReplicationMistake Mistake, ReplicationBounds Bounds)> All { get; } =
    [
        (new("a follower cuts its log at its high watermark", new CutAtHighWatermark()), Commit with { Records = 2 }),
        (new("a leader compares where epochs end, and not the epochs", new EndsAlone()), Commit with { Records = 2, Elections = 2, IsrChanges = 2, Lags = false }),
        (new("a leader hears followers of other epochs", new NoFencing()), Commit with { Elections = 2, IsrChanges = 2 }),
        (new("a leader takes every log for its own", new NoDivergence()), Commit with { Records = 2 }),
        (new("a late answer cuts the log", new LateCut()), Commit with { Records = 2, Duplicates = 1 }),
        (new("what is not durable is acknowledged", new NotDurable()), Commit with { Crashes = 1 }),
        (new("a flush that began before a cut counts after it", ReplicationRules.Sound) { CountsLateFlushes = true }, Commit with { Records = 2, Crashes = 1 }),
        (new("what an earlier run acknowledged counts", new AnyRun()), Os with { IsrChanges = 2, Crashes = 1 }),
        (new("a shrunken ISR is used before it is committed", new EarlyShrink()), EachMessage),
        (new("a proposed member is waited for only when it is known to be committed", new LateJoin()), Commit with { IsrChanges = 2 }),
        (new("the high watermark rises below the minimum", new NoMinimum()), Commit with { IsrChanges = 2 }),
        (new("a follower joins at the high watermark alone", new EarlyJoin()), Commit with { Elections = 2, IsrChanges = 1 }),
        (new("a refused proposal is forgotten", new ForgottenProposal()), Commit with { IsrChanges = 2, Suspicions = 1 }),
        (new("a restarted broker takes roles that were meant for its earlier run", new AnyRoles()), Os with { Crashes = 1 }),
        (new("a broker that crashed stays in sync and eligible", ReplicationRules.Sound) { AlwaysComplete = true }, Os with { IsrChanges = 2, Crashes = 1 }),
        (new("the controller takes any run of a broker into the ISR", ReplicationRules.Sound) { ForgetsRuns = true }, Os with { IsrChanges = 2, Crashes = 1 }),
    ];

    private sealed class CutAtHighWatermark : ReplicationRules
    {
        public override Offset CutAt(EpochBoundary leader, EpochBoundary own, Offset highWatermark) => highWatermark;
    }

    private sealed class EndsAlone : ReplicationRules
    {
        public override bool Agree(FetchRequest request, EpochBoundary boundary) => boundary.End >= request.FetchOffset;
    }

    private sealed class NoFencing : ReplicationRules
    {
        public override ErrorCode JudgeEpoch(LeaderEpoch asked, LeaderEpoch own) => ErrorCode.None;
    }

    private sealed class NoDivergence : ReplicationRules
    {
        public override bool Agree(FetchRequest request, EpochBoundary boundary) => true;
    }

    private sealed class LateCut : ReplicationRules
    {
        public override bool IsAbout(FetchAnswer.Diverged answer, Offset end, LeaderEpoch lastEpoch) => true;
    }

    private sealed class NotDurable : ReplicationRules
    {
        public override Offset Acknowledged(FlushPolicy policy, Offset end, Offset durable) => end;
    }

    private sealed class AnyRun : ReplicationRules
    {
        public override bool IsSameRun(Incarnation known, Incarnation asked) => true;
    }

    private sealed class EarlyShrink : ReplicationRules
    {
        public override ImmutableArray<BrokerId> MembersToWaitFor(PartitionImage state, Leadership leadership) =>
            leadership.Proposed.IsEmpty ? leadership.Maximal : [.. leadership.Proposed.Select(member => member.Broker)];
    }

    private sealed class LateJoin : ReplicationRules
    {
        public override ImmutableArray<BrokerId> MembersToWaitFor(PartitionImage state, Leadership leadership) => state.Isr;
    }

    private sealed class NoMinimum : ReplicationRules
    {
        public override bool MayRise(PartitionImage state, int minIsr) => true;
    }

    private sealed class EarlyJoin : ReplicationRules
    {
        public override bool MayJoin(Offset acknowledged, Offset highWatermark, Offset epochStart) => acknowledged >= highWatermark;
    }

    private sealed class ForgottenProposal : ReplicationRules
    {
        public override ImmutableArray<BrokerId> AfterRefusal(PartitionImage state, ImmutableArray<BrokerId> maximal) => state.Isr;
    }

    private sealed class AnyRoles : ReplicationRules
    {
        public override bool MayTake(ReplicaRoles roles, Incarnation own) => true;
    }
}
