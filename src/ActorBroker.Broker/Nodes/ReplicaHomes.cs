using ActorBroker.Log.Directories;
using ActorBroker.Model;

namespace ActorBroker.Broker.Nodes;

/// <summary>Which log directory each hosted replica has. Owned by the host.</summary>
internal sealed class ReplicaHomes(IReadOnlyList<LogDirectory> directories)
{
    private readonly Dictionary<PartitionId, int> _homes = [];
    private readonly int[] _counts = new int[directories.Count];

    /// <summary>The directory that has the replica; for a new one, of those that did not fail, the one with the fewest.</summary>
    public int Of(PartitionId id)
    {
        if (_homes.TryGetValue(id, out var known))
            return known;

        var home = Choose(id);
        _homes.Add(id, home);
        _counts[home]++;
        return home;
    }

    /// <summary>The replica is no longer hosted.</summary>
    public void Remove(PartitionId id)
    {
        if (_homes.Remove(id, out var home))
            _counts[home]--;
    }

    private int Choose(PartitionId id)
    {
        var least = -1;
        for (var index = 0; index < directories.Count; index++)
        {
            if (directories[index].Contains(id))
                return index;
            if (directories[index].Failure is null && (least < 0 || _counts[index] < _counts[least]))
                least = index;
        }

        return Math.Max(least, 0);
    }
}
