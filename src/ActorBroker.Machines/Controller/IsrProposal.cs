using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>The ISR that a partition's leader wants (KIP-497).</summary>
/// <param name="Id">The partition.</param>
/// <param name="LeaderEpoch">The epoch that the sender leads in.</param>
/// <param name="Epoch">The partition epoch that the proposal is made upon; when it has passed, the proposal is refused.</param>
/// <param name="Isr">The whole new ISR, each with the run that the leader saw (KIP-903).</param>
public sealed record IsrProposal(
    PartitionId Id, LeaderEpoch LeaderEpoch, PartitionEpoch Epoch, ImmutableArray<ReplicaIncarnation> Isr);
