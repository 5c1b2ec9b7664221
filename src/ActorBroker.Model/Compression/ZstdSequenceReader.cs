using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Reads sequences from their bit stream (RFC 8878 section 3.1.1.3.2.1.2): first the three states; then for each sequence
/// the extra bits of offset, match length and count of literals, and, but for the last one, the bits that move on the states
/// of count, match length and offset.
/// </summary>
internal ref struct ZstdSequenceReader
{
    /// <summary>After a refill, an offset with up to so many extra bits leaves enough for both lengths.</summary>
    private const int ShortOffsetBits = ZstdBitReader.RefilledBits - 2 * 16;

    /// <summary>After a refill, so many extra bits leave enough to move on all states.</summary>
    private const int ShortExtraBits = ZstdBitReader.RefilledBits - 9 - 9 - 8;

    private readonly ref ZstdFseEntry _literalLengths;
    private readonly ref ZstdFseEntry _offsets;
    private readonly ref ZstdFseEntry _matchLengths;
    private ZstdBitReader _bits;
    private uint _literalState;
    private uint _offsetState;
    private uint _matchState;
    private int _left;

    public ZstdSequenceReader(
        ZstdBitReader bits, int count, ZstdFseTable literalLengths, ZstdFseTable offsets, ZstdFseTable matchLengths)
    {
        _literalLengths = ref MemoryMarshal.GetReference(literalLengths.Entries);
        _offsets = ref MemoryMarshal.GetReference(offsets.Entries);
        _matchLengths = ref MemoryMarshal.GetReference(matchLengths.Entries);
        _literalState = bits.Read(literalLengths.Log);
        _offsetState = bits.Read(offsets.Log);
        _matchState = bits.Read(matchLengths.Log);
        _bits = bits;
        _left = count;
    }

    /// <summary>True when all sequences were read, and the stream to its end.</summary>
    public readonly bool IsAtEnd => _left == 0 && _bits.IsAtEnd;

    /// <summary>True when the stream ended before its sequences did.</summary>
    public readonly bool IsOverrun => _bits.IsOverrun;

    /// <summary>Reads as many sequences as fit or are left; gives how many. They mean nothing when <see cref="IsOverrun"/>.</summary>
    public int Read(scoped Span<ZstdSequence> sequences, ref ZstdRepeats repeats)
    {
        var count = Math.Min(sequences.Length, _left);
        var bits = _bits;
        var recent = repeats;
        var (literalState, offsetState, matchState) = (_literalState, _offsetState, _matchState);
        _left -= count;
        for (var index = 0; index < count; index++)
        {
            var literalCode = Unsafe.Add(ref _literalLengths, literalState);
            var offsetCode = Unsafe.Add(ref _offsets, offsetState);
            var matchCode = Unsafe.Add(ref _matchLengths, matchState);

            bits.Refill();
            var offset = offsetCode.Value + bits.Read(offsetCode.ExtraBits);
            if (offsetCode.ExtraBits > ShortOffsetBits)
                bits.Refill();
            var length = matchCode.Value + bits.Read(matchCode.ExtraBits);
            var literals = literalCode.Value + bits.Read(literalCode.ExtraBits);
            sequences[index] = new ZstdSequence((int)literals, recent.Take(offset, literals), (int)length);
            if (_left == 0 && index == count - 1)
                break;

            if (offsetCode.ExtraBits + matchCode.ExtraBits + literalCode.ExtraBits > ShortExtraBits)
                bits.Refill();
            literalState = literalCode.NextState + bits.Read(literalCode.Bits);
            matchState = matchCode.NextState + bits.Read(matchCode.Bits);
            offsetState = offsetCode.NextState + bits.Read(offsetCode.Bits);
        }

        _bits = bits;
        repeats = recent;
        (_literalState, _offsetState, _matchState) = (literalState, offsetState, matchState);
        return count;
    }
}
