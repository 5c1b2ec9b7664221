using System.Collections.Immutable;

namespace ActorBroker.Machines.Quorum;

/// <summary>What a voter decided. The events are made durable in their order, then applied; only then the answer leaves, to the one who asked.</summary>
/// <param name="Events">What has to be remembered; often nothing.</param>
/// <param name="Answer">What to answer.</param>
public sealed record VoterDecision(ImmutableArray<VoterEvent> Events, QuorumAnswer Answer);
