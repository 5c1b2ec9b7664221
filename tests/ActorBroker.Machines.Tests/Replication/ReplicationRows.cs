using ActorBroker.Machines.Replication;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// The rows of the replica's table that an exploration has to reach, and the faults. Left to the tests of the table: logs that do not begin at
/// zero, logs that fail, strangers, and demands that stay open, which the random runs have.
/// </summary>
internal static class ReplicationRows
{
    /// <summary>Those of one policy: only where the disk is waited for can a leader be the last to acknowledge.</summary>
    public static IReadOnlyList<string> Of(FlushPolicy policy) =>
        policy == FlushPolicy.Commit ? [.. Both, "leader: LogChanged -> leader SetHighWatermark"] : Both;

    private static IReadOnlyList<string> Both { get; } =
    [
        "idle: RolesChanged -> follower Demand",
        "idle: RolesChanged -> leader BeginEpoch+SetHighWatermark+Flush",
        "follower: RolesChanged -> follower Demand",
        "follower: RolesChanged -> leader BeginEpoch+SetHighWatermark+Flush",
        "follower: Retry -> follower Demand",
        "follower: LogChanged -> follower Demand",
        "follower: Fetch -> follower Answer(Refused)",
        "follower: Fetched(Records) -> follower AppendFetched+Flush",
        "follower: Fetched(Records) -> follower AppendFetched+Flush+SetHighWatermark",
        "follower: Fetched(Records) -> follower SetHighWatermark+Demand",
        "follower: Fetched(Diverged) -> follower Truncate",
        "leader: RolesChanged -> leader ",
        "leader: RolesChanged -> leader FailWaiting",
        "leader: RolesChanged -> leader SetHighWatermark",
        "leader: RolesChanged -> follower FailWaiting+Demand",
        "leader: Produce -> leader Append+Flush",
        "leader: Produce -> leader RejectProduce",
        "leader: LogChanged -> leader ",
        "leader: Fetch -> leader ",
        "leader: Fetch -> leader Serve",
        "leader: Fetch -> leader SetHighWatermark+Serve",
        "leader: Fetch -> leader Propose",
        "leader: Fetch -> leader Serve+Propose",
        "leader: Fetch -> leader Answer(Refused)",
        "leader: Fetch -> leader Answer(Diverged)",
        "leader: FollowersLagged -> leader Propose",
        "leader: IsrAnswered -> leader ",
        "leader: IsrAnswered -> leader FailWaiting",
        "leader: IsrAnswered -> leader SetHighWatermark",
        "leader: IsrAnswered -> leader Propose",
        "leader: Retry -> leader Propose",
        "controller: AlterIsr -> change None",
        "controller: AlterIsr -> same IneligibleReplica",
        "controller: FenceBroker -> change None",
        "controller: FenceBroker -> election None",
        "controller: UnfenceBroker -> same None",
        "controller: UnfenceBroker -> election None",
        "controller: RegisterBroker -> change None",
        "controller: RegisterBroker -> election None",
        "fault: broker crashes and loses what was not durable",
        "fault: broker crashes and loses nothing",
        "fault: broker stops cleanly",
        "fault: broker is fenced although it lives",
        "fault: broker returns",
        "fault: message lost",
        "fault: message doubled",
        "fault: demand outlasts its sender's epoch or run",
    ];
}
