using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Placement;

/// <summary>
/// The classic way: one list of all brokers in which neighbours are of different racks; leaders go down the list in turn, and each partition's
/// followers are the next ones behind its leader, whose racks are passed over while another rack has none.
/// </summary>
/// <remarks>Where all racks have as many brokers, the follower number <i>r</i> of partition <i>p</i> is on the broker <i>p + r</i> of the list.</remarks>
public sealed class ClassicPlacement : IPlacementStrategy
{
    /// <inheritdoc />
    public ImmutableArray<ImmutableArray<BrokerId>> Place(PlacementRequest request)
    {
        var random = new Random(request.Seed);
        var activeCount = request.CheckedActiveCount();
        ImmutableArray<PlacementBroker> list =
        [
            .. Alternate(request.Brokers.Where(broker => broker.IsActive), random),
            .. Alternate(request.Brokers.Where(broker => !broker.IsActive), random),
        ];
        return Place(list, activeCount, request.PartitionCount, request.ReplicationFactor);
    }

    /// <summary>Places down a list whose first <paramref name="activeCount"/> brokers are the active ones.</summary>
    internal static ImmutableArray<ImmutableArray<BrokerId>> Place(
        ImmutableArray<PlacementBroker> list, int activeCount, int partitionCount, int replicationFactor)
    {
        var partitions = ImmutableArray.CreateBuilder<ImmutableArray<BrokerId>>(partitionCount);
        for (var partition = 0; partition < partitionCount; partition++)
            partitions.Add(PlaceOne(list, partition % activeCount, replicationFactor));
        return partitions.MoveToImmutable();
    }

    /// <summary>The brokers in an order in which neighbours are of different racks, as long as more than one rack is left.</summary>
    internal static List<PlacementBroker> Alternate(IEnumerable<PlacementBroker> brokers, Random random)
    {
        var shuffled = brokers.OrderBy(broker => broker.Id.Value).ToArray();
        random.Shuffle(shuffled);
        var racks = shuffled.GroupBy(broker => broker.Rack ?? "", StringComparer.Ordinal)
            .Select(rack => new Queue<PlacementBroker>(rack)).ToList();
        var list = new List<PlacementBroker>(shuffled.Length);
        Queue<PlacementBroker>? last = null;
        while (list.Count < shuffled.Length)
        {
            // From the fullest of the others, so that no rack is left over at the end.
            last = racks.Where(rack => rack != last && rack.Count > 0).MaxBy(rack => rack.Count) ?? last;
            list.Add(last!.Dequeue());
        }

        return list;
    }

    private static ImmutableArray<BrokerId> PlaceOne(ImmutableArray<PlacementBroker> list, int leader, int replicationFactor)
    {
        var replicas = ImmutableArray.CreateBuilder<BrokerId>(replicationFactor);
        var racks = new HashSet<string>(StringComparer.Ordinal);
        for (var next = leader; replicas.Count < replicationFactor; next = NextOf(list, leader, replicas, racks))
        {
            replicas.Add(list[next].Id);
            racks.Add(list[next].Rack ?? "");
        }

        return replicas.MoveToImmutable();
    }

    // The nearest behind the leader that has no replica yet: of a rack without one first, then an active one.
    private static int NextOf(
        ImmutableArray<PlacementBroker> list, int leader, ImmutableArray<BrokerId>.Builder replicas, HashSet<string> racks)
    {
        var (best, bestRank) = (leader, -1);
        for (var step = 1; step < list.Length; step++)
        {
            var at = (leader + step) % list.Length;
            if (replicas.Contains(list[at].Id))
                continue;

            var rank = (racks.Contains(list[at].Rack ?? "") ? 0 : 2) + (list[at].IsActive ? 1 : 0);
            if (rank > bestRank)
                (best, bestRank) = (at, rank);
        }

        return best;
    }
}
