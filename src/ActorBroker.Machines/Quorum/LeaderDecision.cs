using System.Collections.Immutable;

namespace ActorBroker.Machines.Quorum;

/// <summary>What a leader decided.</summary>
/// <param name="Next">The leader from now on.</param>
/// <param name="Effects">What to do, in this order.</param>
public sealed record LeaderDecision(QuorumLeader Next, ImmutableArray<LeaderEffect> Effects);
