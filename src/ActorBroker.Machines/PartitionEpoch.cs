using System.Globalization;

namespace ActorBroker.Machines;

/// <summary>Counts the changes of one partition's roles (leader, ISR, replicas): 0 and up, one higher at each, also where the leader stays (KIP-497).</summary>
public readonly record struct PartitionEpoch(int Value) : IComparable<PartitionEpoch>
{
    /// <summary>No change is known (-1 on the wire).</summary>
    public static readonly PartitionEpoch None = new(-1);

    /// <summary>The one that follows.</summary>
    public PartitionEpoch Next => new(checked(Value + 1));

    /// <summary>Orders by number.</summary>
    public int CompareTo(PartitionEpoch other) => Value.CompareTo(other.Value);

    /// <summary>True when the left number is smaller.</summary>
    public static bool operator <(PartitionEpoch left, PartitionEpoch right) => left.Value < right.Value;

    /// <summary>True when the left number is larger.</summary>
    public static bool operator >(PartitionEpoch left, PartitionEpoch right) => left.Value > right.Value;

    /// <summary>True when the left number is smaller or equal.</summary>
    public static bool operator <=(PartitionEpoch left, PartitionEpoch right) => left.Value <= right.Value;

    /// <summary>True when the left number is larger or equal.</summary>
    public static bool operator >=(PartitionEpoch left, PartitionEpoch right) => left.Value >= right.Value;

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
