using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Finds long matches: looks through the earlier places of the same hash, nearest first, and puts a match off by one byte
/// when the next place has a longer one.
/// </summary>
internal sealed class ChainMatcher : IMatcher
{
    private const int TableBitsMin = 8;
    private const int TableBitsMax = 15;
    private const int ChainPlaces = Matching.DistanceMax + 1;
    private const int None = -1;

    private readonly int _tableBits;
    private readonly int _attemptsMax;
    private readonly int[] _latest;
    private readonly int[] _earlier;
    private int _inserted;

    /// <summary>Rents tables for sources of this size.</summary>
    /// <param name="sourceBytes">The size of the whole source.</param>
    /// <param name="attemptsMax">How many earlier places are tried at each byte, 1 and up.</param>
    public ChainMatcher(int sourceBytes, int attemptsMax)
    {
        _attemptsMax = attemptsMax;
        _tableBits = Math.Clamp(BitOperations.Log2((uint)sourceBytes | 1), TableBitsMin, TableBitsMax);
        _latest = ArrayPool<int>.Shared.Rent(1 << _tableBits);
        _latest.AsSpan(0, 1 << _tableBits).Fill(None);
        _earlier = ArrayPool<int>.Shared.Rent(ChainPlaces);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_latest);
        ArrayPool<int>.Shared.Return(_earlier);
    }

    public void Find<TSink>(ReadOnlySpan<byte> source, int start, int end, int historyStart, ref TSink sink)
        where TSink : struct, ISequenceSink, allows ref struct
    {
        ref var bytes = ref MemoryMarshal.GetReference(source);
        var literalsAt = start;
        var at = start;
        while (at <= end - Matching.StartMarginBytes)
        {
            var length = Longest(ref bytes, at, end, historyStart, Matching.LengthMin - 1, out var candidate);
            if (length == 0)
            {
                at++;
                continue;
            }

            while (at + 1 <= end - Matching.StartMarginBytes &&
                   Longest(ref bytes, at + 1, end, historyStart, length, out var later) is > 0 and var longer)
            {
                at++;
                (length, candidate) = (longer, later);
            }

            sink.Add(literalsAt, at - literalsAt, at - candidate, length);
            at += length;
            literalsAt = at;
        }

        sink.AddTail(literalsAt, end - literalsAt);
    }

    /// <summary>The longest match at a place, when it is longer than <paramref name="lengthToBeat"/>; else 0.</summary>
    private int Longest(ref byte bytes, int at, int end, int historyStart, int lengthToBeat, out int found)
    {
        InsertUpTo(ref bytes, at);
        var oldest = Math.Max(historyStart, at - Matching.DistanceMax);
        var matchEndMax = end - Matching.TailBytes;
        var best = lengthToBeat;
        found = None;
        var candidate = _latest[Matching.Hash(LittleEndian.ReadUInt32(ref bytes, at), _tableBits)];
        for (var attempts = _attemptsMax; candidate >= oldest && attempts > 0 && at + best < matchEndMax; attempts--)
        {
            if (Unsafe.Add(ref bytes, candidate + best) == Unsafe.Add(ref bytes, at + best))
            {
                var length = Matching.CommonBytes(ref bytes, candidate, at, matchEndMax);
                if (length > best)
                    (best, found) = (length, candidate);
            }

            candidate = _earlier[candidate & (ChainPlaces - 1)];
        }

        return found == None ? 0 : best;
    }

    /// <summary>Remembers all places before <paramref name="end"/> that are not remembered yet.</summary>
    private void InsertUpTo(ref byte bytes, int end)
    {
        for (; _inserted < end; _inserted++)
        {
            ref var latest = ref _latest[Matching.Hash(LittleEndian.ReadUInt32(ref bytes, _inserted), _tableBits)];
            _earlier[_inserted & (ChainPlaces - 1)] = latest;
            latest = _inserted;
        }
    }
}
