using ActorBroker.Model;

namespace ActorBroker.Log.State;

/// <summary>How long a segment takes appends.</summary>
internal static class SegmentAge
{
    /// <summary>
    /// In milliseconds since its first record: the time of the options, less what spreads segments that were begun together
    /// (<see cref="PartitionLogOptions.SegmentJitterMax"/>). For one segment it is always the same.
    /// </summary>
    public static long MaxMs(PartitionLogOptions options, PartitionId id, Offset baseOffset)
    {
        var age = (long)options.SegmentAgeMax.TotalMilliseconds;
        var jitterMax = Math.Min((long)options.SegmentJitterMax.TotalMilliseconds, age);
        return jitterMax == 0 ? age : age - (long)(Spread(id, baseOffset) % (ulong)jitterMax);
    }

    private static ulong Spread(PartitionId id, Offset baseOffset)
    {
        Span<byte> topic = stackalloc byte[16];
        id.Topic.Value.TryWriteBytes(topic);
        var value = Mix(BitConverter.ToUInt64(topic) ^ BitConverter.ToUInt64(topic[8..]));
        value = Mix(value ^ (ulong)id.Index.Value);
        return Mix(value ^ (ulong)baseOffset.Value);
    }

    /// <summary>Spreads neighbours over all numbers, as the last step of a 64-bit multiplicative hash.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * 0x9E37_79B9_7F4A_7C15;
        return value ^ (value >> 29);
    }
}
