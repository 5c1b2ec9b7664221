using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a replica has to know of the cluster, all as of one moment of the controller's log.</summary>
/// <param name="State">The partition's roles.</param>
/// <param name="MinIsr">How many in-sync replicas acknowledgements by all need: 1 to the number of replicas.</param>
/// <param name="Registered">
/// The run of this replica's broker that was registered at that moment. Roles of a moment at which an earlier run was registered were meant for
/// that one, whose log this may not be any more, and are passed over.
/// </param>
/// <param name="Active">The replicas that may join the ISR, with the runs that were registered (KIP-841, KIP-903).</param>
public sealed record ReplicaRoles(PartitionImage State, int MinIsr, Incarnation Registered, ImmutableArray<ReplicaIncarnation> Active)
{
    /// <summary>True when the replica may join the ISR in this run.</summary>
    public bool IsActive(BrokerId broker, Incarnation incarnation) => Active.Contains(new ReplicaIncarnation(broker, incarnation));
}
