using System.Buffers.Binary;
using System.Numerics;

namespace ActorBroker.Model;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), by the processor's instructions where it has them.</summary>
public static class Crc32C
{
    /// <summary>The checksum of these bytes; 0xE3069283 for the ASCII text 123456789.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of bytes whose first part has the checksum <paramref name="crc"/>, and which go on with these; 0 begins.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var state = ~crc;
        if (Crc32CFolding.IsSupported && bytes.Length >= Crc32CFolding.LeastBytes)
        {
            var length = bytes.Length - (bytes.Length % Crc32CFolding.VectorBytes);
            state = Crc32CFolding.Sum(state, bytes[..length]);
            bytes = bytes[length..];
        }
        else if (bytes.Length >= Crc32CLanes.GroupBytes)
        {
            var length = bytes.Length - (bytes.Length % Crc32CLanes.GroupBytes);
            state = Crc32CLanes.Sum(state, bytes[..length]);
            bytes = bytes[length..];
        }

        return ~SumShort(state, bytes);
    }

    private static uint SumShort(uint state, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            state = BitOperations.Crc32C(state, value);
        return state;
    }
}
