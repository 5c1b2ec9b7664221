using System.Collections.Concurrent;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Broker.Doors;

/// <summary>The partitions that this broker hosts, by id. Any thread looks up; the broker's node alone changes it.</summary>
public sealed class PartitionTable
{
    private readonly ConcurrentDictionary<PartitionId, HostedPartition> _hosted = new();
    private readonly OffsetWaits _waits = new();
    private readonly Lock _removing = new();
    private TrafficCounts _removed;

    /// <summary>How many there are.</summary>
    public int Count => _hosted.Count;

    /// <summary>All of them, in no order, as they were at some moment of the enumeration.</summary>
    public IEnumerable<HostedPartition> All => _hosted.Select(pair => pair.Value);

    /// <summary>What went in and out of all of them, with those that were here before: it never falls.</summary>
    public TrafficCounts Traffic
    {
        get
        {
            lock (_removing)
                return _hosted.Aggregate(_removed, (sum, pair) => sum + pair.Value.Traffic.Read());
        }
    }

    /// <summary>The partition; null when it is not hosted here.</summary>
    public HostedPartition? Find(PartitionId id) => _hosted.GetValueOrDefault(id);

    /// <summary>
    /// Wakes somebody once the table holds every partition that the metadata at <paramref name="offset"/> gives to this broker. They may still be
    /// <see cref="PartitionStatus.Opening"/>.
    /// </summary>
    /// <returns>False when it does already: nobody waits.</returns>
    public bool TryWait(MetadataOffset offset, DoorWait wait) => _waits.TryWait(offset, wait);

    /// <summary>Takes a wait out; nothing happens when it is not here.</summary>
    public void Leave(DoorWait wait) => _waits.Leave(wait);

    /// <summary>All that the metadata at <paramref name="offset"/> gives to this broker is here.</summary>
    internal void CatchUp(MetadataOffset offset) => _waits.Reach(offset);

    internal void Add(HostedPartition partition)
    {
        var added = _hosted.TryAdd(partition.Id, partition);
        Invariant.Holds(added, "a partition is hosted once");
    }

    internal void Remove(PartitionId id)
    {
        lock (_removing)
        {
            if (_hosted.TryRemove(id, out var removed))
                _removed += removed.Traffic.Read();
        }
    }
}
