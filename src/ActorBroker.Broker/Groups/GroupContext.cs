using ActorBroker.Broker.Doors;
using ActorBroker.Log.Disk;

namespace ActorBroker.Broker.Groups;

/// <summary>What all shards and groups of a broker share.</summary>
/// <param name="Settings">What the operator decided.</param>
/// <param name="Clock">The time.</param>
/// <param name="Executor">Where partitions are read.</param>
/// <param name="Shards">Where shards enter themselves.</param>
internal sealed record GroupContext(GroupSettings Settings, TimeProvider Clock, IDiskExecutor Executor, GroupCoordinators Shards);
