using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>What a voter answers once everything it says is durable. May be lost, doubled, delayed and overtaken.</summary>
public abstract record QuorumAnswer
{
    private QuorumAnswer(ControllerEpoch epoch) => Epoch = epoch;

    /// <summary>The epoch of the request.</summary>
    public ControllerEpoch Epoch { get; }

    /// <summary>The promise is given.</summary>
    /// <param name="Last">How far the voter's log goes.</param>
    /// <param name="Voters">The voters by that log.</param>
    public sealed record Promised(ControllerEpoch Epoch, QuorumPosition Last, VoterSet Voters) : QuorumAnswer(Epoch);

    /// <summary>A part of the voter's log.</summary>
    /// <param name="Snapshot">What lies below <paramref name="From"/>; null when it was not asked for.</param>
    /// <param name="From">The offset of the first entry.</param>
    public sealed record Content(ControllerEpoch Epoch, QuorumSnapshot? Snapshot, Offset From, ImmutableArray<QuorumEntry> Entries)
        : QuorumAnswer(Epoch);

    /// <summary>The voter's log is the leader's up to <paramref name="End"/>.</summary>
    public sealed record Stored(ControllerEpoch Epoch, Offset End) : QuorumAnswer(Epoch);

    /// <summary>The voter's log has not the position that the entries were to follow; it may agree up to <paramref name="Last"/>.</summary>
    public sealed record Diverged(ControllerEpoch Epoch, QuorumPosition Last) : QuorumAnswer(Epoch);

    /// <summary>The voter promised a later epoch, or this one to another.</summary>
    /// <param name="Held">The epoch it promised.</param>
    public sealed record Refused(ControllerEpoch Epoch, ControllerEpoch Held) : QuorumAnswer(Epoch);

    /// <summary>The voter belongs to no quorum yet. It counts for nothing until it has a snapshot.</summary>
    public sealed record Unformed(ControllerEpoch Epoch) : QuorumAnswer(Epoch);

    /// <summary>The voter belongs to another quorum, or is not the one that was meant.</summary>
    public sealed record Foreign(ControllerEpoch Epoch) : QuorumAnswer(Epoch);
}
