using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorBroker.Model.Compression;

/// <summary>What the matchers share. Their limits are LZ4's, the narrowest of the formats they serve.</summary>
internal static class Matching
{
    /// <summary>The farthest a match reaches back.</summary>
    public const int DistanceMax = 65_535;

    /// <summary>The shortest match.</summary>
    public const int LengthMin = 4;

    /// <summary>No match covers this many bytes at a block's end.</summary>
    public const int TailBytes = 5;

    /// <summary>No match begins in this many bytes at a block's end.</summary>
    public const int StartMarginBytes = 12;

    private const uint HashPrime = 2_654_435_761;

    /// <summary>The place of four bytes in a table of <paramref name="tableBits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Hash(uint fourBytes, int tableBits) => (int)((fourBytes * HashPrime) >> (32 - tableBits));

    /// <summary>How many bytes are equal at two places, up to where the later one reaches <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CommonBytes(ref byte source, int earlier, int later, int end)
    {
        var start = later;
        while (later <= end - sizeof(ulong))
        {
            var difference = LittleEndian.ReadUInt64(ref source, earlier) ^ LittleEndian.ReadUInt64(ref source, later);
            if (difference != 0)
                return later - start + (BitOperations.TrailingZeroCount(difference) >> 3);

            earlier += sizeof(ulong);
            later += sizeof(ulong);
        }

        while (later < end && Unsafe.Add(ref source, earlier) == Unsafe.Add(ref source, later))
        {
            earlier++;
            later++;
        }

        return later - start;
    }
}
