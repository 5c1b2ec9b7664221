using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>What became of one <see cref="IsrProposal"/>.</summary>
/// <param name="Id">The partition.</param>
/// <param name="Error">
/// <see cref="ErrorCode.UnknownTopicId"/>, <see cref="ErrorCode.UnknownTopicOrPartition"/>; <see cref="ErrorCode.FencedLeaderEpoch"/> and
/// <see cref="ErrorCode.InvalidUpdateVersion"/> for a leader or partition epoch that has passed; <see cref="ErrorCode.NotController"/> for one that
/// is still to come: another controller gave it; <see cref="ErrorCode.InvalidRequest"/> when the sender is not the leader, or the ISR is not
/// within the replicas or without the leader; <see cref="ErrorCode.IneligibleReplica"/> when a member is fenced, shuts down or has restarted; or none.
/// </param>
/// <param name="State">The partition as it is once this is committed; null when there is no such partition.</param>
/// <param name="MinIsr">
/// How many in-sync replicas the partition needs by this state, 1 to its replicas. The leader goes by this or by its own view, whichever is
/// more, until its view has passed <paramref name="State"/>; else it might acknowledge what an eligible replica lacks.
/// </param>
public sealed record IsrResult(PartitionId Id, ControllerError Error, PartitionImage? State, int MinIsr);
