using System.Globalization;

namespace ActorBroker.Machines;

/// <summary>Fences controllers: given by the quorum's log, higher for each controller that begins to act.</summary>
public readonly record struct ControllerEpoch(long Value) : IComparable<ControllerEpoch>
{
    /// <summary>No controller is known.</summary>
    public static readonly ControllerEpoch None = new(-1);

    /// <summary>The one that follows.</summary>
    public ControllerEpoch Next => new(checked(Value + 1));

    /// <summary>Orders by number.</summary>
    public int CompareTo(ControllerEpoch other) => Value.CompareTo(other.Value);

    /// <summary>True when the left number is smaller.</summary>
    public static bool operator <(ControllerEpoch left, ControllerEpoch right) => left.Value < right.Value;

    /// <summary>True when the left number is larger.</summary>
    public static bool operator >(ControllerEpoch left, ControllerEpoch right) => left.Value > right.Value;

    /// <summary>True when the left number is smaller or equal.</summary>
    public static bool operator <=(ControllerEpoch left, ControllerEpoch right) => left.Value <= right.Value;

    /// <summary>True when the left number is larger or equal.</summary>
    public static bool operator >=(ControllerEpoch left, ControllerEpoch right) => left.Value >= right.Value;

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
