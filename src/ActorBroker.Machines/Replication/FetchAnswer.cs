using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a leader tells a follower. May be lost, doubled, delayed and overtaken.</summary>
public abstract record FetchAnswer
{
    private FetchAnswer(LeaderEpoch epoch) => LeaderEpoch = epoch;

    /// <summary>The epoch of the request.</summary>
    public LeaderEpoch LeaderEpoch { get; }

    /// <summary>The logs agree below <paramref name="From"/>; what follows there comes along, as far as the credit goes.</summary>
    /// <param name="End">Behind the last record that comes along; <paramref name="From"/> when none does.</param>
    /// <param name="LastEpoch">The epoch of the record before <paramref name="End"/>.</param>
    /// <param name="HighWatermark">The leader's high watermark.</param>
    public sealed record Records(LeaderEpoch LeaderEpoch, Offset From, Offset End, LeaderEpoch LastEpoch, Offset HighWatermark)
        : FetchAnswer(LeaderEpoch);

    /// <summary>The logs part below the fetch offset: the leader has the follower's last epoch only up to a boundary, or not at all (KIP-595).</summary>
    /// <param name="FetchOffset">The request's, and its last epoch: who is no longer there passes the answer over.</param>
    /// <param name="Boundary">Where in the leader's log the largest epoch ends that is not above the follower's last.</param>
    /// <param name="LogStart">The leader's log start.</param>
    public sealed record Diverged(LeaderEpoch LeaderEpoch, Offset FetchOffset, LeaderEpoch LastEpoch, EpochBoundary Boundary, Offset LogStart)
        : FetchAnswer(LeaderEpoch);

    /// <summary>
    /// The fetch offset lies below the leader's log start, or at it and what lies before cannot be compared, or above its end without an epoch to
    /// compare. The follower keeps nothing of its log, and begins at the leader's start: what the leader has, it must not lack.
    /// </summary>
    public sealed record OutOfRange(LeaderEpoch LeaderEpoch, Offset FetchOffset, Offset LogStart) : FetchAnswer(LeaderEpoch);

    /// <summary>The receiver is not the leader of that epoch, or does not know the follower.</summary>
    /// <param name="Error">
    /// FencedLeaderEpoch or UnknownLeaderEpoch: one of the two has old metadata. NotLeaderOrFollower, ReplicaNotAvailable (no replica of this
    /// partition), StaleBrokerEpoch (a later run of the follower was heard).
    /// </param>
    public sealed record Refused(LeaderEpoch LeaderEpoch, ErrorCode Error) : FetchAnswer(LeaderEpoch);
}
