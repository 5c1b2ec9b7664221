using System.Collections.Concurrent;
using ActorBroker.Model;

namespace ActorBroker.Broker.Doors;

/// <summary>The partitions that this broker hosts, by id. Any thread looks up; the broker's node alone changes it.</summary>
public sealed class PartitionTable
{
    private readonly ConcurrentDictionary<PartitionId, HostedPartition> _hosted = new();

    /// <summary>How many there are.</summary>
    public int Count => _hosted.Count;

    /// <summary>All of them, in no order, as they were at some moment of the enumeration.</summary>
    public IEnumerable<HostedPartition> All => _hosted.Select(pair => pair.Value);

    /// <summary>The partition; null when it is not hosted here.</summary>
    public HostedPartition? Find(PartitionId id) => _hosted.GetValueOrDefault(id);

    internal void Add(HostedPartition partition)
    {
        var added = _hosted.TryAdd(partition.Id, partition);
        Invariant.Holds(added, "a partition is hosted once");
    }

    internal void Remove(PartitionId id) => _hosted.TryRemove(id, out _);
}
