using System.Globalization;

namespace ActorBroker.Model;

/// <summary>A partition's number inside its topic: 0 and up.</summary>
public readonly record struct PartitionIndex(int Value)
{
    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
