using System.Globalization;

namespace ActorBroker.Model;

/// <summary>A record's place in its partition: 0 and up, never reused. As an end it is exclusive: the offset the next record will get.</summary>
public readonly record struct Offset(long Value) : IComparable<Offset>
{
    /// <summary>The first offset of a new log.</summary>
    public static readonly Offset Zero = new(0);

    /// <summary>Stands for "none" where Kafka's protocol writes -1.</summary>
    public static readonly Offset None = new(-1);

    /// <summary>The offset <paramref name="count"/> records further on.</summary>
    public static Offset operator +(Offset offset, long count) => new(checked(offset.Value + count));

    /// <summary>How many offsets lie between the two.</summary>
    public static long operator -(Offset left, Offset right) => checked(left.Value - right.Value);

    /// <summary>The smaller of the two.</summary>
    public static Offset Min(Offset left, Offset right) => left < right ? left : right;

    /// <summary>The larger of the two.</summary>
    public static Offset Max(Offset left, Offset right) => left < right ? right : left;

    /// <summary>The offset nearest to <paramref name="offset"/> that is not below <paramref name="low"/> nor above <paramref name="high"/>.</summary>
    public static Offset Clamp(Offset offset, Offset low, Offset high) => Max(low, Min(offset, high));

    /// <summary>Orders by number.</summary>
    public int CompareTo(Offset other) => Value.CompareTo(other.Value);

    /// <summary>True when the left number is smaller.</summary>
    public static bool operator <(Offset left, Offset right) => left.Value < right.Value;

    /// <summary>True when the left number is larger.</summary>
    public static bool operator >(Offset left, Offset right) => left.Value > right.Value;

    /// <summary>True when the left number is smaller or equal.</summary>
    public static bool operator <=(Offset left, Offset right) => left.Value <= right.Value;

    /// <summary>True when the left number is larger or equal.</summary>
    public static bool operator >=(Offset left, Offset right) => left.Value >= right.Value;

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
