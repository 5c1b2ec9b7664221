using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>What a voter has to remember. All of them, from the first on, make the voter again.</summary>
public abstract record VoterEvent
{
    private VoterEvent()
    {
    }

    /// <summary>The voter belongs to a quorum from now on, and begins with this snapshot.</summary>
    public sealed record Formed(QuorumId Quorum, QuorumSnapshot Snapshot) : VoterEvent;

    /// <summary>Nothing of an older epoch is taken any more, and nobody else gets a promise for this one.</summary>
    public sealed record PromiseMade(ControllerEpoch Epoch, CandidateId Candidate) : VoterEvent;

    /// <summary>The log has these entries from an offset on, and none behind them.</summary>
    public sealed record LogReplaced(Offset From, ImmutableArray<QuorumEntry> Entries) : VoterEvent;

    /// <summary>A snapshot took the place of all entries that it covers.</summary>
    public sealed record SnapshotInstalled(QuorumSnapshot Snapshot) : VoterEvent;
}
