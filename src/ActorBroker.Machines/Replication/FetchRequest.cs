using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>A follower's demand. It stays open until the leader has something to tell. May be lost, doubled, delayed and overtaken.</summary>
/// <param name="Follower">Who asks.</param>
/// <param name="Incarnation">The follower's run (KIP-903).</param>
/// <param name="LeaderEpoch">The epoch in which it takes the receiver for the leader (KIP-320).</param>
/// <param name="FetchOffset">The follower's log end: the first record it wants.</param>
/// <param name="LastEpoch">The epoch of the record before <paramref name="FetchOffset"/>; by it the leader sees whether the logs agree so far (KIP-595).</param>
/// <param name="Durable">All below is on the follower's disk.</param>
/// <param name="HighWatermark">The high watermark as the follower knows it.</param>
public readonly record struct FetchRequest(
    BrokerId Follower,
    Incarnation Incarnation,
    LeaderEpoch LeaderEpoch,
    Offset FetchOffset,
    LeaderEpoch LastEpoch,
    Offset Durable,
    Offset HighWatermark);
