using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ActorBroker.Model;

/// <summary>
/// CRC-32C of long runs by multiplication without carry, for processors that multiply eight pairs of 64-bit words at once (VPCLMULQDQ with
/// AVX-512): about as fast as the bytes can be read.
/// </summary>
/// <remarks>
/// The bytes are a polynomial over the bits, the first bit its highest power, and the checksum is its remainder. A part of it may be moved
/// forward over the bytes that follow by multiplying it with what that power of x leaves as a remainder: the sum stays the same, and the run
/// gets shorter. Four vectors are moved side by side, since a multiplication takes several cycles but can begin every cycle. The 16 bytes that
/// are left in the end go through the processor's own instruction.
/// </remarks>
internal static class Crc32CFolding
{
    internal const int VectorBytes = 64;

    /// <summary>The shortest run that may be summed.</summary>
    internal const int LeastBytes = 4 * VectorBytes;

    private const uint ReversedPolynomial = 0x82F63B78;

    private static readonly Vector512<ulong> OverFourVectors = Vector512.Create(Distance(LeastBytes));

    private static readonly Vector512<ulong> OverOneVector = Vector512.Create(Distance(VectorBytes));

    /// <summary>Moves each of the first three quarters of a vector to the last one, which stays.</summary>
    private static readonly Vector512<ulong> ToLastQuarter =
        Vector512.Create(Vector256.Create(Distance(48), Distance(32)), Vector256.Create(Distance(16), Vector128<ulong>.Zero));

    internal static bool IsSupported => Pclmulqdq.V512.IsSupported && Avx512F.IsSupported;

    /// <summary>The state after these bytes; at least <see cref="LeastBytes"/>, a multiple of <see cref="VectorBytes"/>.</summary>
    internal static uint Sum(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ref var start = ref MemoryMarshal.GetReference(words);
        var first = VectorAt(ref start, 0) ^ Vector512.CreateScalar((ulong)state);
        var second = VectorAt(ref start, 1);
        var third = VectorAt(ref start, 2);
        var fourth = VectorAt(ref start, 3);
        var vectors = words.Length / Vector512<ulong>.Count;
        nint at = 4;
        for (; at + 4 <= vectors; at += 4)
        {
            first = Move(first, OverFourVectors) ^ VectorAt(ref start, at);
            second = Move(second, OverFourVectors) ^ VectorAt(ref start, at + 1);
            third = Move(third, OverFourVectors) ^ VectorAt(ref start, at + 2);
            fourth = Move(fourth, OverFourVectors) ^ VectorAt(ref start, at + 3);
        }

        var sum = Move(first, OverOneVector) ^ second;
        sum = Move(sum, OverOneVector) ^ third;
        sum = Move(sum, OverOneVector) ^ fourth;
        for (; at < vectors; at++)
            sum = Move(sum, OverOneVector) ^ VectorAt(ref start, at);
        return Remainder(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> VectorAt(ref ulong start, nint index) =>
        Vector512.LoadUnsafe(ref start, (nuint)(index * Vector512<ulong>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Move(Vector512<ulong> part, Vector512<ulong> distance) =>
        Pclmulqdq.V512.CarrylessMultiply(part, distance, 0x00) ^ Pclmulqdq.V512.CarrylessMultiply(part, distance, 0x11);

    private static uint Remainder(Vector512<ulong> sum)
    {
        var moved = Move(sum, ToLastQuarter);
        var halves = moved.GetLower() ^ moved.GetUpper();
        var last = halves.GetLower() ^ halves.GetUpper() ^ sum.GetUpper().GetUpper();
        return BitOperations.Crc32C(BitOperations.Crc32C(0, last[0]), last[1]);
    }

    /// <summary>
    /// What the two words of 16 bytes are multiplied with to move them over so many bytes. One power less than the distance, since the
    /// product of two words whose first bit is the highest power comes out one bit short; 64 more for the first word, which stands before the second.
    /// </summary>
    private static Vector128<ulong> Distance(int bytes) => Vector128.Create(PowerOfX((8 * bytes) + 63), PowerOfX((8 * bytes) - 1));

    private static ulong PowerOfX(int power)
    {
        var remainder = 0x8000_0000u;
        for (; power > 0; power--)
            remainder = (remainder >> 1) ^ ((remainder & 1) * ReversedPolynomial);
        return (ulong)remainder << 32;
    }
}
