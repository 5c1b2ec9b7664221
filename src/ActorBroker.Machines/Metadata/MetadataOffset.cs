using System.Globalization;

namespace ActorBroker.Machines.Metadata;

/// <summary>The place of an event in the controller's log: 1 and up, higher for each that follows. Gaps are allowed; metadata is pulled by it.</summary>
public readonly record struct MetadataOffset(long Value) : IComparable<MetadataOffset>
{
    /// <summary>Before the first event.</summary>
    public static readonly MetadataOffset None;

    /// <summary>The one that follows.</summary>
    public MetadataOffset Next => new(checked(Value + 1));

    /// <summary>Orders by number.</summary>
    public int CompareTo(MetadataOffset other) => Value.CompareTo(other.Value);

    /// <summary>True when the left number is smaller.</summary>
    public static bool operator <(MetadataOffset left, MetadataOffset right) => left.Value < right.Value;

    /// <summary>True when the left number is larger.</summary>
    public static bool operator >(MetadataOffset left, MetadataOffset right) => left.Value > right.Value;

    /// <summary>True when the left number is smaller or equal.</summary>
    public static bool operator <=(MetadataOffset left, MetadataOffset right) => left.Value <= right.Value;

    /// <summary>True when the left number is larger or equal.</summary>
    public static bool operator >=(MetadataOffset left, MetadataOffset right) => left.Value >= right.Value;

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
