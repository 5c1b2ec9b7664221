using System.Buffers.Binary;

namespace ActorBroker.Server.Benches;

/// <summary>The head of a value of an end-to-end run: <c>run:int64 stamp:int64</c>, big endian. It tells the run's records from others, and when each was to be sent.</summary>
internal static class EndToEndStamp
{
    /// <summary>Its length.</summary>
    public const int Bytes = 2 * sizeof(long);

    /// <summary>Writes it to the head of a value.</summary>
    public static void Write(Span<byte> value, long run, long stamp)
    {
        BinaryPrimitives.WriteInt64BigEndian(value, run);
        BinaryPrimitives.WriteInt64BigEndian(value[sizeof(long)..], stamp);
    }

    /// <summary>Reads it; false where the value is none of this run.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, long run, out long stamp)
    {
        stamp = 0;
        if (value.Length < Bytes || BinaryPrimitives.ReadInt64BigEndian(value) != run)
            return false;
        stamp = BinaryPrimitives.ReadInt64BigEndian(value[sizeof(long)..]);
        return true;
    }
}
