using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>What a candidate or leader asks of a voter. May be lost, doubled, delayed and overtaken.</summary>
public abstract record QuorumRequest
{
    private QuorumRequest(QuorumHeader header) => Header = header;

    /// <summary>Who asks whom.</summary>
    public QuorumHeader Header { get; }

    /// <summary>Asks for the promise to take nothing of older epochs any more, and for the voter's last position.</summary>
    public sealed record Prepare(QuorumHeader Header) : QuorumRequest(Header);

    /// <summary>Asks one that promised for its log.</summary>
    /// <param name="From">The first entry wanted; <see cref="Offset.None"/> for the snapshot and what follows it.</param>
    public sealed record Read(QuorumHeader Header, Offset From) : QuorumRequest(Header);

    /// <summary>Brings entries; none is a heartbeat.</summary>
    /// <param name="Previous">Where they follow; a voter that has not this position takes none.</param>
    public sealed record Append(QuorumHeader Header, QuorumPosition Previous, ImmutableArray<QuorumEntry> Entries) : QuorumRequest(Header);

    /// <summary>Brings a snapshot, to be put in the place of all entries that it covers.</summary>
    public sealed record Install(QuorumHeader Header, QuorumSnapshot Snapshot) : QuorumRequest(Header);
}
