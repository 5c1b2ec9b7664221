using System.Collections.Immutable;

namespace ActorBroker.Machines.Quorum;

/// <summary>What a candidate decided.</summary>
/// <param name="Next">The candidate from now on.</param>
/// <param name="Won">The leader that takes its place; null as long as it is none.</param>
/// <param name="Effects">What to do, in this order.</param>
public sealed record CandidateDecision(QuorumCandidate Next, QuorumLeader? Won, ImmutableArray<LeaderEffect> Effects);
