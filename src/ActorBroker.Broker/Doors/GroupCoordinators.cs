using System.Collections.Concurrent;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>The shards that look after groups here, by partition of <c>__consumer_offsets</c>. Any thread looks up; each shard enters and leaves by itself.</summary>
public sealed class GroupCoordinators
{
    private readonly ConcurrentDictionary<PartitionIndex, IActorRef> _shards = new();

    /// <summary>All shards of this broker, whether they lead or not.</summary>
    public IEnumerable<IActorRef> All => _shards.Select(pair => pair.Value);

    /// <summary>Takes <see cref="GroupRequest"/> and <see cref="GroupListRequest"/>; null when this broker does not host the partition.</summary>
    public IActorRef? Find(PartitionIndex partition) => _shards.GetValueOrDefault(partition);

    internal void Enter(PartitionIndex partition, IActorRef shard) => _shards[partition] = shard;

    internal void Leave(PartitionIndex partition, IActorRef shard) => _shards.TryRemove(new(partition, shard));
}
