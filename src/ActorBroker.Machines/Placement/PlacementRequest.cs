using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Placement;

/// <summary>What is to be placed, and where it can go.</summary>
/// <param name="Brokers">All brokers, each once, in any order. At least one is active.</param>
/// <param name="PartitionCount">How many partitions: 0 and up.</param>
/// <param name="ReplicationFactor">How many replicas each gets: from 1 to the number of brokers.</param>
/// <param name="Seed">Where placement begins. The same request with the same seed is placed alike, always.</param>
public sealed record PlacementRequest(
    ImmutableArray<PlacementBroker> Brokers, int PartitionCount, int ReplicationFactor, int Seed)
{
    /// <summary>How many brokers are active, once it is sure that the request can be met.</summary>
    internal int CheckedActiveCount()
    {
        var count = Brokers.Count(broker => broker.IsActive);
        Invariant.Holds(count > 0, "replicas are placed where a broker is active");
        Invariant.Holds(ReplicationFactor >= 1 && ReplicationFactor <= Brokers.Length, "a partition's replicas are on distinct brokers");
        return count;
    }
}
