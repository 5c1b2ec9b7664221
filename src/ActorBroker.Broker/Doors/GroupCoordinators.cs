using System.Collections.Concurrent;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>The shards that look after groups here, by partition of <c>__consumer_offsets</c>. Any thread looks up; each shard enters and leaves by itself.</summary>
public sealed class GroupCoordinators
{
    private readonly ConcurrentDictionary<PartitionIndex, IActorRef> _shards = new();
    private readonly ConcurrentDictionary<PartitionIndex, IActorRef> _loaded = new();

    /// <summary>All shards of this broker, whether they lead or not.</summary>
    public IEnumerable<IActorRef> All => _shards.Select(pair => pair.Value);

    /// <summary>Takes <see cref="GroupRequest"/> and <see cref="GroupListRequest"/>; null when this broker does not host the partition.</summary>
    public IActorRef? Find(PartitionIndex partition) => _shards.GetValueOrDefault(partition);

    /// <summary>True when this broker leads the partition and has read all groups of it, so that their members are served.</summary>
    public bool IsLoaded(PartitionIndex partition) => _loaded.ContainsKey(partition);

    internal void Enter(PartitionIndex partition, IActorRef shard) => _shards[partition] = shard;

    internal void Leave(PartitionIndex partition, IActorRef shard)
    {
        _shards.TryRemove(new(partition, shard));
        OnUnloaded(partition, shard);
    }

    internal void OnLoaded(PartitionIndex partition, IActorRef shard) => _loaded[partition] = shard;

    internal void OnUnloaded(PartitionIndex partition, IActorRef shard) => _loaded.TryRemove(new(partition, shard));
}
