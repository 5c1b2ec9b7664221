using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Finds matches fast: one earlier place per hash, the first match taken, and longer steps the longer nothing is found.
/// </summary>
internal sealed class GreedyMatcher : IMatcher
{
    private const int TableBitsMin = 8;
    private const int TableBitsMax = 13;
    private const int MissesPerStepBits = 6;

    private readonly int _tableBits;
    private readonly int[] _table;

    /// <summary>Rents a table for sources of this size.</summary>
    public GreedyMatcher(int sourceBytes)
    {
        _tableBits = Math.Clamp(BitOperations.Log2((uint)sourceBytes | 1), TableBitsMin, TableBitsMax);
        _table = ArrayPool<int>.Shared.Rent(1 << _tableBits);
        _table.AsSpan(0, 1 << _tableBits).Clear();
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_table);

    public void Find<TSink>(ReadOnlySpan<byte> source, int start, int end, int historyStart, ref TSink sink)
        where TSink : struct, ISequenceSink, allows ref struct
    {
        ref var bytes = ref MemoryMarshal.GetReference(source);
        var startMax = end - Matching.StartMarginBytes;
        var literalsAt = start;
        var at = start + 1;
        while (TryFind(ref bytes, ref at, startMax, historyStart, out var candidate))
        {
            while (at > literalsAt && candidate > historyStart &&
                   Unsafe.Add(ref bytes, at - 1) == Unsafe.Add(ref bytes, candidate - 1))
            {
                at--;
                candidate--;
            }

            var length = Matching.LengthMin + Matching.CommonBytes(
                ref bytes, candidate + Matching.LengthMin, at + Matching.LengthMin, end - Matching.TailBytes);
            sink.Add(literalsAt, at - literalsAt, at - candidate, length);
            at += length;
            literalsAt = at;
            if (at <= startMax)
                Slot(ref bytes, at - 2) = at - 2;
        }

        sink.AddTail(literalsAt, end - literalsAt);
    }

    /// <summary>Moves on to the next place whose four bytes were seen before; remembers the places on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFind(ref byte bytes, ref int at, int startMax, int historyStart, out int candidate)
    {
        var misses = 1 << MissesPerStepBits;
        var place = at;
        while (place <= startMax)
        {
            ref var slot = ref Slot(ref bytes, place);
            candidate = slot;
            slot = place;
            if (candidate >= historyStart && place - candidate <= Matching.DistanceMax &&
                LittleEndian.ReadUInt32(ref bytes, candidate) == LittleEndian.ReadUInt32(ref bytes, place))
            {
                at = place;
                return true;
            }

            place += misses++ >> MissesPerStepBits;
        }

        candidate = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int Slot(ref byte bytes, int at) => ref Unsafe.Add(
        ref MemoryMarshal.GetArrayDataReference(_table),
        Matching.Hash(LittleEndian.ReadUInt32(ref bytes, at), _tableBits));
}
