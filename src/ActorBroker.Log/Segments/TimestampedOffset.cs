using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>A timestamp, in milliseconds since 1970, and an offset that has it.</summary>
public readonly record struct TimestampedOffset(long Timestamp, Offset Offset)
{
    /// <summary>No timestamp is known: both numbers are -1.</summary>
    public static readonly TimestampedOffset None = new(-1, Offset.None);
}
