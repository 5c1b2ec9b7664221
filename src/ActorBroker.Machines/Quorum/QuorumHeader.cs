namespace ActorBroker.Machines.Quorum;

/// <summary>What every request to a voter begins with.</summary>
/// <param name="Quorum">The quorum that the sender means.</param>
/// <param name="Voter">The voter that the sender means; one with another storage refuses.</param>
/// <param name="Epoch">The epoch in which the sender leads, or wants to.</param>
/// <param name="Candidate">The sender.</param>
public readonly record struct QuorumHeader(QuorumId Quorum, VoterId Voter, ControllerEpoch Epoch, CandidateId Candidate);
