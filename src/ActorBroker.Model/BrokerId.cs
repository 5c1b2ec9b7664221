using System.Globalization;

namespace ActorBroker.Model;

/// <summary>A broker's configured number, 0 and up; unique in its cluster and the same over restarts.</summary>
public readonly record struct BrokerId(int Value)
{
    /// <summary>No broker (-1 on the wire).</summary>
    public static readonly BrokerId None = new(-1);

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
