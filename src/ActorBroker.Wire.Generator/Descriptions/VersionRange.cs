using System.Globalization;

namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>Versions of a message from the first to the last, both inclusive; empty when the last is below the first.</summary>
internal readonly struct VersionRange(int first, int last)
{
    /// <summary>Stands for the highest version there may be, where a description says <c>9+</c>.</summary>
    public const int Open = short.MaxValue;

    public static readonly VersionRange None = new(0, -1);

    public int First { get; } = first;

    public int Last { get; } = last;

    public bool IsEmpty => Last < First;

    public bool Contains(int version) => version >= First && version <= Last;

    public bool Covers(VersionRange other) => other.IsEmpty || (First <= other.First && other.Last <= Last);

    public VersionRange Intersect(VersionRange other)
    {
        var common = new VersionRange(System.Math.Max(First, other.First), System.Math.Min(Last, other.Last));
        return common.IsEmpty ? None : common;
    }

    /// <summary>The smallest range that covers both.</summary>
    public VersionRange Hull(VersionRange other) =>
        IsEmpty ? other
        : other.IsEmpty ? this
        : new VersionRange(System.Math.Min(First, other.First), System.Math.Max(Last, other.Last));

    public override string ToString()
    {
        if (IsEmpty)
            return "none";
        var first = First.ToString(CultureInfo.InvariantCulture);
        return First == Last ? first
            : Last == Open ? first + "+"
            : first + "-" + Last.ToString(CultureInfo.InvariantCulture);
    }
}
