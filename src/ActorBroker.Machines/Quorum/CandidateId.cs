using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>One attempt to lead the quorum. Never used again, also not by the same node, so that a promise is kept by one attempt only.</summary>
/// <param name="Node">Who tries.</param>
/// <param name="Attempt">Drawn anew for each attempt.</param>
public readonly record struct CandidateId(BrokerId Node, Guid Attempt)
{
    /// <summary>Nobody.</summary>
    public static readonly CandidateId None = new(BrokerId.None, Guid.Empty);
}
