using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>A place between two entries: logs that both have it are the same below it. As a log's last position it says how good the log is.</summary>
/// <param name="End">How many entries lie below.</param>
/// <param name="Epoch">The epoch of the last entry below; <see cref="ControllerEpoch.None"/> at the log's beginning.</param>
public readonly record struct QuorumPosition(Offset End, ControllerEpoch Epoch) : IComparable<QuorumPosition>
{
    /// <summary>Orders by epoch, then by length: of two logs the later one has every entry that can have been committed.</summary>
    public int CompareTo(QuorumPosition other)
    {
        var byEpoch = Epoch.CompareTo(other.Epoch);
        return byEpoch != 0 ? byEpoch : End.CompareTo(other.End);
    }

    /// <summary>True when the left one is worse.</summary>
    public static bool operator <(QuorumPosition left, QuorumPosition right) => left.CompareTo(right) < 0;

    /// <summary>True when the left one is better.</summary>
    public static bool operator >(QuorumPosition left, QuorumPosition right) => left.CompareTo(right) > 0;

    /// <summary>True when the left one is worse, or both are the same.</summary>
    public static bool operator <=(QuorumPosition left, QuorumPosition right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left one is better, or both are the same.</summary>
    public static bool operator >=(QuorumPosition left, QuorumPosition right) => left.CompareTo(right) >= 0;

    /// <summary>The end and, behind an @, the epoch.</summary>
    public override string ToString() => $"{End}@{Epoch}";
}
