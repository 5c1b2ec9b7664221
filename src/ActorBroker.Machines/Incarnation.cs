using System.Globalization;

namespace ActorBroker.Machines;

/// <summary>One run of a broker between start and stop: higher at each start of the same broker. Kafka's broker epoch (KIP-841, KIP-903).</summary>
public readonly record struct Incarnation(long Value) : IComparable<Incarnation>
{
    /// <summary>No run is known (-1 on the wire).</summary>
    public static readonly Incarnation None = new(-1);

    /// <summary>The one that follows.</summary>
    public Incarnation Next => new(checked(Value + 1));

    /// <summary>Orders by number.</summary>
    public int CompareTo(Incarnation other) => Value.CompareTo(other.Value);

    /// <summary>True when the left number is smaller.</summary>
    public static bool operator <(Incarnation left, Incarnation right) => left.Value < right.Value;

    /// <summary>True when the left number is larger.</summary>
    public static bool operator >(Incarnation left, Incarnation right) => left.Value > right.Value;

    /// <summary>True when the left number is smaller or equal.</summary>
    public static bool operator <=(Incarnation left, Incarnation right) => left.Value <= right.Value;

    /// <summary>True when the left number is larger or equal.</summary>
    public static bool operator >=(Incarnation left, Incarnation right) => left.Value >= right.Value;

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
