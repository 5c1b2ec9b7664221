using System.Globalization;

namespace ActorBroker.Model;

/// <summary>Fences instances of one producer id: 0 to 32767; -1 for a batch of no producer (KIP-98).</summary>
public readonly record struct ProducerEpoch(short Value) : IComparable<ProducerEpoch>
{
    /// <summary>The batch has no producer (-1).</summary>
    public static readonly ProducerEpoch None = new(-1);

    /// <summary>Orders by number.</summary>
    public int CompareTo(ProducerEpoch other) => Value.CompareTo(other.Value);

    /// <summary>True when the left number is smaller.</summary>
    public static bool operator <(ProducerEpoch left, ProducerEpoch right) => left.Value < right.Value;

    /// <summary>True when the left number is larger.</summary>
    public static bool operator >(ProducerEpoch left, ProducerEpoch right) => left.Value > right.Value;

    /// <summary>True when the left number is smaller or equal.</summary>
    public static bool operator <=(ProducerEpoch left, ProducerEpoch right) => left.Value <= right.Value;

    /// <summary>True when the left number is larger or equal.</summary>
    public static bool operator >=(ProducerEpoch left, ProducerEpoch right) => left.Value >= right.Value;

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
