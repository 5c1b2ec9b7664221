using ActorBroker.Model;

namespace ActorBroker.Machines.Groups;

/// <summary>A partition as offsets name it: by its topic's name.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Partition">The partition.</param>
public readonly record struct OffsetPlace(string Topic, PartitionIndex Partition) : IComparable<OffsetPlace>
{
    /// <summary>Orders by topic, then partition.</summary>
    public int CompareTo(OffsetPlace other) =>
        string.CompareOrdinal(Topic, other.Topic) is var order and not 0 ? order : Partition.Value.CompareTo(other.Partition.Value);

    /// <summary>True when the left one comes first.</summary>
    public static bool operator <(OffsetPlace left, OffsetPlace right) => left.CompareTo(right) < 0;

    /// <summary>True when the left one comes last.</summary>
    public static bool operator >(OffsetPlace left, OffsetPlace right) => left.CompareTo(right) > 0;

    /// <summary>True when the left one does not come last.</summary>
    public static bool operator <=(OffsetPlace left, OffsetPlace right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left one does not come first.</summary>
    public static bool operator >=(OffsetPlace left, OffsetPlace right) => left.CompareTo(right) >= 0;
}
