using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model;

/// <summary>CRC-32C of long runs by the processor's instruction for it, in three lanes.</summary>
/// <remarks>
/// The instruction takes three cycles but can begin one every cycle, so a run is cut into three lanes that are summed side by side
/// and joined: the sum of A followed by B is the sum of A, moved on by as many zero bytes as B has, exclusive-or the sum of B.
/// </remarks>
internal static class Crc32CLanes
{
    /// <summary>
    /// A lane's length, a multiple of eight. Longer ones join more rarely, but what comes from memory then loses two thirds of its speed,
    /// since the processor reads ahead along one run better than along three.
    /// </summary>
    private const int LaneBytes = 160;

    internal const int GroupBytes = 3 * LaneBytes;

    private static readonly uint[] LaneShift = MakeLaneShift();

    /// <summary>The state after these bytes, a multiple of <see cref="GroupBytes"/>.</summary>
    internal static uint Sum(uint state, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= GroupBytes; bytes = bytes[GroupBytes..])
            state = SumGroup(state, bytes);
        return state;
    }

    /// <summary>Sums the group of lanes at the start of the bytes.</summary>
    private static uint SumGroup(uint state, ReadOnlySpan<byte> group)
    {
        ref var first = ref MemoryMarshal.GetReference(group[..GroupBytes]);
        ref var second = ref Unsafe.Add(ref first, LaneBytes);
        ref var third = ref Unsafe.Add(ref second, LaneBytes);
        uint secondState = 0, thirdState = 0;
        for (nint at = 0; at < LaneBytes; at += sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, WordAt(ref first, at));
            secondState = BitOperations.Crc32C(secondState, WordAt(ref second, at));
            thirdState = BitOperations.Crc32C(thirdState, WordAt(ref third, at));
        }

        return Shift(Shift(state) ^ secondState) ^ thirdState;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WordAt(ref byte start, nint at)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>The state after a lane's length of zero bytes.</summary>
    private static uint Shift(uint state)
    {
        var table = LaneShift;
        return table[(byte)state]
            ^ table[0x100 + (byte)(state >> 8)]
            ^ table[0x200 + (byte)(state >> 16)]
            ^ table[0x300 + (int)(state >> 24)];
    }

    /// <summary>
    /// For each byte of a state and each of its values, what it becomes after a lane's length of zero bytes. Summing is linear over exclusive or,
    /// so the 32 single bits give all the rest.
    /// </summary>
    private static uint[] MakeLaneShift()
    {
        var table = new uint[sizeof(uint) * 0x100];
        for (var bit = 0; bit < 32; bit++)
        {
            var state = 1u << bit;
            for (var at = 0; at < LaneBytes; at += sizeof(ulong))
                state = BitOperations.Crc32C(state, 0ul);

            var row = table.AsSpan(bit / 8 * 0x100, 0x100);
            var weight = 1 << (bit % 8);
            for (var value = 0; value < weight; value++)
                row[value + weight] = row[value] ^ state;
        }

        return table;
    }
}
