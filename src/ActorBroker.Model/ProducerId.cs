using System.Globalization;

namespace ActorBroker.Model;

/// <summary>Names an idempotent or transactional producer, granted by InitProducerId (API 22): 0 and up.</summary>
public readonly record struct ProducerId(long Value)
{
    /// <summary>The batch has no producer (-1).</summary>
    public static readonly ProducerId None = new(-1);

    /// <summary>The number alone.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
