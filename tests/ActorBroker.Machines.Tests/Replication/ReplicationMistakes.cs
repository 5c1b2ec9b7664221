using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Known mistakes of replication protocols, each with bounds within which it does harm soon.</summary>
internal static class ReplicationMistakes
{
    private static readonly ReplicationBounds Commit =
        new(FlushPolicy.Commit, Records: 2, Elections: 2, IsrChanges: 2, Crashes: 2) { IsReduced = true, Lags = true };

    public static IReadOnlyList<(ReplicationMistake Mistake, ReplicationBounds Bounds)> All { get; } =
    [
        (new("a leader takes every follower's log for its own (KIP-595)", new AgreesAlways()), Commit),
        (new("an acknowledgement under commit does not wait for the disk", new AcknowledgesEnd()), Commit),
        (new("a shrunken ISR is used before it is committed (KIP-497)", new WaitsForCommitted()), Commit),
        (new("the high watermark rises below the minimum (KIP-966)", new RisesAlways()), Commit),
        (new("a follower joins the ISR with whatever it has", new JoinsAlways()), Commit),
        (new("every restarted broker says that it is complete", ReplicationRules.Sound) { AlwaysComplete = true }, Commit with { Policy = FlushPolicy.Os }),
        (new("the controller does not look at the runs of those who are proposed", ReplicationRules.Sound) { ForgetsRuns = true }, Commit with { Policy = FlushPolicy.Os }),
    ];

    private sealed class AgreesAlways : ReplicationRules
    {
        public override bool Agree(FetchRequest request, EpochBoundary boundary) => true;
    }

    private sealed class AcknowledgesEnd : ReplicationRules
    {
        public override Offset Acknowledged(FlushPolicy policy, Offset end, Offset durable) => end;
    }

    private sealed class WaitsForCommitted : ReplicationRules
    {
        public override ImmutableArray<BrokerId> MembersToWaitFor(PartitionImage state, ImmutableArray<BrokerId> maximal) => state.Isr;
    }

    private sealed class RisesAlways : ReplicationRules
    {
        public override bool MayRise(PartitionImage state, int minIsr) => true;
    }

    private sealed class JoinsAlways : ReplicationRules
    {
        public override bool MayJoin(Offset acknowledged, Offset highWatermark, Offset epochStart) => true;
    }
}
