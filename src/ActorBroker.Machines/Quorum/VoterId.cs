using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>
/// A node together with the storage it votes from. An emptied or exchanged disk makes another voter, so that nobody takes the one that
/// forgot its promises for the one that made them (KIP-853).
/// </summary>
/// <param name="Node">Where the voter runs.</param>
/// <param name="Storage">Drawn once when the storage was first used.</param>
public readonly record struct VoterId(BrokerId Node, Guid Storage) : IComparable<VoterId>
{
    /// <summary>Orders by node, then by storage; without meaning, but the same everywhere.</summary>
    public int CompareTo(VoterId other)
    {
        var byNode = Node.Value.CompareTo(other.Node.Value);
        return byNode != 0 ? byNode : Storage.CompareTo(other.Storage);
    }

    /// <summary>True when the left one comes first.</summary>
    public static bool operator <(VoterId left, VoterId right) => left.CompareTo(right) < 0;

    /// <summary>True when the left one comes later.</summary>
    public static bool operator >(VoterId left, VoterId right) => left.CompareTo(right) > 0;

    /// <summary>True when the left one comes first, or both are the same.</summary>
    public static bool operator <=(VoterId left, VoterId right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left one comes later, or both are the same.</summary>
    public static bool operator >=(VoterId left, VoterId right) => left.CompareTo(right) >= 0;

    /// <summary>Node and the first digits of the storage's id.</summary>
    public override string ToString() => $"{Node}/{Storage.ToString("n")[..8]}";
}
