using ActorBroker.Machines;
using ActorBroker.Model;

namespace ActorBroker.Broker.Partitions;

/// <summary>
/// The role that a partition's replica took last: what it remembers between its log, which knows the data, and the controller, which knows the
/// roles. Persisted before it is acted on, so that no role of an earlier epoch is taken again after a restart.
/// </summary>
/// <param name="Epoch">The controller's count of changes.</param>
/// <param name="LeaderEpoch">The leader's epoch.</param>
/// <param name="Leader">Who leads; <see cref="BrokerId.None"/> when nobody does.</param>
/// <param name="InSyncReplicas">How many replicas are in sync.</param>
/// <param name="Incarnation">The run of this broker that took it.</param>
internal sealed record PartitionRole(PartitionEpoch Epoch, LeaderEpoch LeaderEpoch, BrokerId Leader, int InSyncReplicas, Incarnation Incarnation)
{
    /// <summary>No role was taken yet.</summary>
    public static readonly PartitionRole None = new(PartitionEpoch.None, LeaderEpoch.None, BrokerId.None, 0, Incarnation.None);
}
