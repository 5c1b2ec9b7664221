using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>What all entries below an offset amount to. Made of committed entries only.</summary>
/// <param name="Last">Where the snapshot ends.</param>
/// <param name="Voters">The voters as of there.</param>
/// <param name="Content">The controller's state; the quorum does not look inside.</param>
public sealed record QuorumSnapshot(QuorumPosition Last, VoterSet Voters, ReadOnlyMemory<byte> Content)
{
    /// <summary>What a quorum begins with: its first voters, and no entry.</summary>
    public static QuorumSnapshot First(VoterSet voters) =>
        new(new QuorumPosition(Offset.Zero, ControllerEpoch.None), voters, ReadOnlyMemory<byte>.Empty);
}
