using System.Globalization;

namespace ActorBroker.Model;

/// <summary>A record's number in its producer's stream to one partition: 0 to 2^31-1, then 0 again (KIP-98).</summary>
public readonly record struct Sequence(int Value)
{
    /// <summary>The batch has no sequence (-1).</summary>
    public static readonly Sequence None = new(-1);

    /// <summary>The sequence <paramref name="count"/> records further on, wrapped at 2^31. <paramref name="count"/> is 0 or more.</summary>
    public Sequence Advance(int count) => new((int)(((long)Value + count) & int.MaxValue));

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
