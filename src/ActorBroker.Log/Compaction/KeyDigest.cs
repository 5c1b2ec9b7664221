using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorBroker.Log.Compaction;

/// <summary>
/// A key's digest of 128 bits: SipHash-2-4-128 (Aumasson and Bernstein, 2012; the variant of 128 bits), under a seed that changes from run to run.
/// </summary>
/// <remarks>
/// Two keys with one digest would count as one, and the older record would be lost. Whoever does not know the seed cannot make such keys, and by chance
/// a billion different keys hold a pair of them with probability 10^-21.
/// </remarks>
public static class KeyDigest
{
    private const ulong Wide = 0xee;
    private const ulong SecondHalf = 0xdd;

    /// <summary>The digest under a seed, whose low half is the algorithm's first key word. The same in every build.</summary>
    public static UInt128 Of(UInt128 seed, ReadOnlySpan<byte> key)
    {
        var (first, second) = ((ulong)seed, (ulong)(seed >> 64));
        var state = new State
        {
            V0 = first ^ 0x736f6d6570736575,
            V1 = second ^ 0x646f72616e646f6d ^ Wide,
            V2 = first ^ 0x6c7967656e657261,
            V3 = second ^ 0x7465646279746573,
        };
        var last = (ulong)key.Length << 56;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
            state.Absorb(BinaryPrimitives.ReadUInt64LittleEndian(key));
        for (var index = 0; index < key.Length; index++)
            last |= (ulong)key[index] << (8 * index);
        state.Absorb(last);

        state.V2 ^= Wide;
        var low = state.Squeeze();
        state.V1 ^= SecondHalf;
        return new UInt128(state.Squeeze(), low);
    }

    private struct State
    {
        public ulong V0;
        public ulong V1;
        public ulong V2;
        public ulong V3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Absorb(ulong word)
        {
            V3 ^= word;
            Round();
            Round();
            V0 ^= word;
        }

        public ulong Squeeze()
        {
            Round();
            Round();
            Round();
            Round();
            return V0 ^ V1 ^ V2 ^ V3;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Round()
        {
            V0 += V1;
            V2 += V3;
            V1 = BitOperations.RotateLeft(V1, 13) ^ V0;
            V3 = BitOperations.RotateLeft(V3, 16) ^ V2;
            V0 = BitOperations.RotateLeft(V0, 32) + V3;
            V2 += V1;
            V3 = BitOperations.RotateLeft(V3, 21) ^ V0;
            V1 = BitOperations.RotateLeft(V1, 17) ^ V2;
            V2 = BitOperations.RotateLeft(V2, 32);
        }
    }
}
