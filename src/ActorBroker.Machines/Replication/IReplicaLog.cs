using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What the replica's log says of itself, at the moment of a decision. The log alone knows it; the machine keeps no copy.</summary>
public interface IReplicaLog
{
    /// <summary>The first offset that can be read.</summary>
    Offset Start { get; }

    /// <summary>The offset that the next record gets.</summary>
    Offset End { get; }

    /// <summary>All below is on the disk; at most <see cref="End"/>. A flush that completes after a cut does not raise it over what was cut.</summary>
    Offset Durable { get; }

    /// <summary>
    /// The epoch of the record before <paramref name="end"/>; <see cref="LeaderEpoch.None"/> when it is not in the log. Epochs in which nothing
    /// was appended do not count.
    /// </summary>
    LeaderEpoch EpochBefore(Offset end);

    /// <summary>Where an epoch ends here.</summary>
    EpochBoundary EndOf(LeaderEpoch epoch);
}
