using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>What a candidate or leader wants done, each without any further question.</summary>
public abstract record LeaderEffect
{
    private LeaderEffect()
    {
    }

    /// <summary>Send a request to the voter that its header names.</summary>
    public sealed record Send(QuorumRequest Request) : LeaderEffect;

    /// <summary>The barrier is committed, and with it all of <paramref name="Log"/>: replay it, then act.</summary>
    public sealed record Lead(ControllerEpoch Epoch, QuorumLog Log) : LeaderEffect;

    /// <summary>Proposed entries have their place, from <paramref name="First"/> to below <paramref name="End"/>; they count once committed.</summary>
    public sealed record Accept(Offset First, Offset End) : LeaderEffect;

    /// <summary>The command is not carried out.</summary>
    public sealed record Reject(RejectReason Reason) : LeaderEffect;

    /// <summary>All entries below <paramref name="End"/> are committed: apply them and answer who waits.</summary>
    public sealed record Commit(Offset End, ImmutableArray<QuorumEntry> Entries) : LeaderEffect;

    /// <summary>Stop: nothing that this candidate or leader does counts any more.</summary>
    /// <param name="Promised">The highest epoch it heard of. The next attempt takes a higher one.</param>
    public sealed record Stop(StopReason Reason, ControllerEpoch Promised) : LeaderEffect;
}
