using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Placement;

/// <summary>
/// Levels replicas when brokers come or go, and moves as few as possible: from brokers that have too many to those that have too few, and all
/// away from those that are not in the list. Then preferred leaders are levelled among the replicas that are there, which moves no data.
/// </summary>
/// <remarks>
/// Without racks, active brokers end with equally many replicas, give or take one; when brokers only came, there is no plan with fewer moves.
/// No partition is spread over fewer racks than before, though brokers stay uneven by that. Nothing is moved to brokers that are not active.
/// </remarks>
public sealed class ReplicaBalance
{
    private readonly Dictionary<BrokerId, PlacementBroker> _brokers;
    private readonly ImmutableArray<PlacedPartition> _partitions;
    private readonly ImmutableArray<BrokerId>[] _replicas;
    private readonly Dictionary<BrokerId, int> _loads;
    private readonly Dictionary<BrokerId, int> _shares = [];

    private ReplicaBalance(ImmutableArray<PlacedPartition> partitions, ImmutableArray<PlacementBroker> brokers)
    {
        _partitions = partitions;
        _brokers = brokers.ToDictionary(broker => broker.Id);
        _replicas = [.. partitions.Select(partition => partition.Replicas)];
        _loads = brokers.ToDictionary(broker => broker.Id, _ => 0);
        Share(CountLoads());
    }

    /// <summary>The partitions that have to change, with their new replicas; those that are not named stay.</summary>
    /// <param name="partitions">All partitions, each once.</param>
    /// <param name="brokers">All brokers that may keep replicas, each once.</param>
    public static ImmutableArray<PlacedPartition> Plan(ImmutableArray<PlacedPartition> partitions, ImmutableArray<PlacementBroker> brokers)
    {
        var balance = new ReplicaBalance(partitions, brokers);

        // First what cannot stay, then what is above its broker's share, then what racks kept from going where it is missed most.
        balance.Move((from, to) => balance.IsStray(from) ? Math.Max(1, balance._shares[to] - balance._loads[to] + 1) : 0);
        balance.Move((from, to) => balance.MayGive(from) ? balance._shares[to] - balance._loads[to] : 0);
        while (balance.Move((from, to) => balance._shares.ContainsKey(from) ? balance._loads[from] - balance._loads[to] - 1 : 0))
        {
        }

        balance.SwapLeaders();
        return balance.Changes();
    }

    // Returns how many replicas are on brokers that are not in the list.
    private int CountLoads()
    {
        var strays = 0;
        foreach (var replica in _replicas.SelectMany(replicas => replicas))
        {
            if (_loads.TryGetValue(replica, out var load))
                _loads[replica] = load + 1;
            else
                strays++;
        }

        return strays;
    }

    // How many replicas each active broker should have. The remainder of the division stays where most are.
    private void Share(int strays)
    {
        var active = _loads.Where(pair => _brokers[pair.Key].IsActive).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Value).ToList();
        if (active.Count == 0)
            return;

        var (share, rest) = Math.DivRem(active.Sum(pair => pair.Value) + strays, active.Count);
        foreach (var (id, _) in active)
            _shares[id] = share + (rest-- > 0 ? 1 : 0);
    }

    private bool IsStray(BrokerId broker) => !_brokers.ContainsKey(broker);

    private bool MayGive(BrokerId broker) => _shares.TryGetValue(broker, out var share) && _loads[broker] > share;

    // Goes over all replicas once; one moves to where the gain is highest, if it is above 0. True when any did.
    private bool Move(Func<BrokerId, BrokerId, int> gain)
    {
        var hasMoved = false;
        for (var partition = 0; partition < _replicas.Length; partition++)
        {
            foreach (var replica in _replicas[partition])
            {
                if (FindReceiver(_replicas[partition], replica, gain) is { } receiver)
                {
                    Move(partition, replica, receiver);
                    hasMoved = true;
                }
            }
        }

        return hasMoved;
    }

    private void Move(int partition, BrokerId from, BrokerId to)
    {
        _replicas[partition] = _replicas[partition].Replace(from, to);
        _loads[to]++;
        if (_loads.TryGetValue(from, out var load))
            _loads[from] = load - 1;
    }

    // Among the active brokers that have no replica of it: with whom it spans most racks, and at least as many as now; then, who gains most.
    private BrokerId? FindReceiver(ImmutableArray<BrokerId> replicas, BrokerId leaving, Func<BrokerId, BrokerId, int> gain)
    {
        BrokerId? best = null;
        var (most, highest) = (CountRacks(replicas), 0);
        foreach (var candidate in _shares.Keys)
        {
            if (gain(leaving, candidate) is not (> 0 and var found) || replicas.Contains(candidate))
                continue;

            var racks = CountRacks(replicas.Replace(leaving, candidate));
            if (racks > most || (racks == most && found > highest))
                (best, most, highest) = (candidate, racks, found);
        }

        return best;
    }

    // A broker that is not in the list has no rack that counts.
    private int CountRacks(ImmutableArray<BrokerId> replicas)
    {
        var racks = 0;
        for (var index = 0; index < replicas.Length; index++)
        {
            if (_brokers.TryGetValue(replicas[index], out var broker) && !HasEarlier(replicas, index, broker.Rack))
                racks++;
        }

        return racks;
    }

    private bool HasEarlier(ImmutableArray<BrokerId> replicas, int end, string? rack)
    {
        for (var index = 0; index < end; index++)
        {
            if (_brokers.TryGetValue(replicas[index], out var broker) && broker.Rack == rack)
                return true;
        }

        return false;
    }

    // Each swap brings two brokers closer together, so this ends.
    private void SwapLeaders()
    {
        var leaders = _brokers.Keys.ToDictionary(id => id, _ => 0);
        foreach (var replicas in _replicas)
        {
            if (leaders.TryGetValue(replicas[0], out var count))
                leaders[replicas[0]] = count + 1;
        }

        for (var hasSwapped = true; hasSwapped;)
        {
            hasSwapped = false;
            for (var partition = 0; partition < _replicas.Length; partition++)
                hasSwapped |= SwapLeader(partition, leaders);
        }
    }

    private bool SwapLeader(int partition, Dictionary<BrokerId, int> leaders)
    {
        var replicas = _replicas[partition];
        var (best, least) = (0, leaders.GetValueOrDefault(replicas[0]) - 1);
        for (var index = 1; index < replicas.Length; index++)
        {
            if (_brokers.TryGetValue(replicas[index], out var broker) && broker.IsActive && leaders[replicas[index]] < least)
                (best, least) = (index, leaders[replicas[index]]);
        }

        if (best == 0)
            return false;

        leaders[replicas[0]]--;
        leaders[replicas[best]]++;
        _replicas[partition] = replicas.SetItem(0, replicas[best]).SetItem(best, replicas[0]);
        return true;
    }

    private ImmutableArray<PlacedPartition> Changes()
    {
        var changes = ImmutableArray.CreateBuilder<PlacedPartition>();
        for (var partition = 0; partition < _replicas.Length; partition++)
        {
            if (!_replicas[partition].SequenceEqual(_partitions[partition].Replicas))
                changes.Add(new PlacedPartition(_partitions[partition].Id, _replicas[partition]));
        }

        return changes.DrainToImmutable();
    }
}
