using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Placement;

/// <summary>A way to spread replicas over brokers.</summary>
/// <remarks>
/// Every strategy keeps this: the replicas of a partition are on distinct brokers; the first, the preferred leader, is active; no rack has
/// two of them while another has none, so long as it has brokers at all.
/// </remarks>
public interface IPlacementStrategy
{
    /// <summary>The replicas of each new partition, the preferred leader first.</summary>
    ImmutableArray<ImmutableArray<BrokerId>> Place(PlacementRequest request);
}
