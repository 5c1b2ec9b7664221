using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Placement;

/// <summary>
/// Stripes over racks (KIP-36, and KRaft's way): racks in a ring, each partition begins one rack further and takes a broker of each rack in turn; within a
/// rack brokers follow each other in a ring of their own.
/// </summary>
/// <remarks>
/// Where all racks have as many brokers, every broker leads equally many partitions, give or take one. After as many partitions as there are
/// active brokers the rings are shuffled, so that brokers do not share all their partitions with the same few others.
/// </remarks>
public sealed class StripedPlacement : IPlacementStrategy
{
    /// <inheritdoc />
    public ImmutableArray<ImmutableArray<BrokerId>> Place(PlacementRequest request)
    {
        var random = new Random(request.Seed);
        var racks = PlacementRack.Of(request.Brokers);
        var cycle = request.CheckedActiveCount();
        var partitions = ImmutableArray.CreateBuilder<ImmutableArray<BrokerId>>(request.PartitionCount);
        var start = random.Next(racks.Length);
        for (var partition = 0; partition < request.PartitionCount; partition++)
        {
            if (partition % cycle == 0)
            {
                foreach (var rack in racks)
                    rack.Shuffle(random);
            }

            var step = partition % cycle;
            partitions.Add(PlaceOne(racks, (start + partition) % racks.Length, step / racks.Length, request.ReplicationFactor));
        }

        return partitions.MoveToImmutable();
    }

    private static ImmutableArray<BrokerId> PlaceOne(PlacementRack[] racks, int first, int turn, int replicationFactor)
    {
        foreach (var rack in racks)
            rack.Begin(turn);

        var leading = first;
        while (!racks[leading].HasActive)
            leading = (leading + 1) % racks.Length;

        var replicas = ImmutableArray.CreateBuilder<BrokerId>(replicationFactor);
        var hasLeader = racks[leading].TryTake(out var leader);
        Invariant.Holds(hasLeader, "a rack with an active broker gives one");
        replicas.Add(leader);
        for (var (at, skipped) = (first, leading); replicas.Count < replicationFactor; at = (at + 1) % racks.Length)
        {
            // The leader's rack has had its turn in the first round.
            if (at == skipped)
                skipped = -1;
            else if (racks[at].TryTake(out var follower))
                replicas.Add(follower);
        }

        return replicas.MoveToImmutable();
    }
}
