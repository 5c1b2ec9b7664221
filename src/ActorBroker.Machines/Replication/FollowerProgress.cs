using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a leader knows of one follower in one of its runs.</summary>
/// <param name="Follower">Who it is.</param>
/// <param name="Incarnation">Its run; <see cref="Incarnation.None"/> before it asked for anything.</param>
/// <param name="Fetched">Its log is the leader's below this offset; never falls.</param>
/// <param name="Acknowledged">It acknowledged all below; at most <paramref name="Fetched"/>, never falls.</param>
/// <param name="WaitsWith">The high watermark that it knows while its demand is open; <see cref="Offset.None"/> when it has none.</param>
/// <param name="IsLagging">True when it was behind for too long and has to leave the ISR.</param>
public readonly record struct FollowerProgress(
    BrokerId Follower, Incarnation Incarnation, Offset Fetched, Offset Acknowledged, Offset WaitsWith, bool IsLagging)
{
    /// <summary>Nothing is known of this run.</summary>
    public static FollowerProgress New(BrokerId follower, Incarnation incarnation) =>
        new(follower, incarnation, Offset.None, Offset.None, Offset.None, false);
}
