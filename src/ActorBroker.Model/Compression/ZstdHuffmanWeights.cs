using System.Numerics;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Reads the description of a Huffman table (RFC 8878 section 4.2.1): a byte, 128 and up meaning 127 less weights of 4 bits
/// each follow, below meaning the size of weights in FSE. A symbol of weight <c>w</c> has a code of <c>bits + 1 - w</c> bits,
/// of weight 0 none; the last symbol's weight is not written, it fills what the others leave.
/// </summary>
internal ref struct ZstdHuffmanWeights(Span<byte> weights, ZstdFseTable table)
{
    /// <summary>The most symbols there can be.</summary>
    public const int SymbolsMax = 256;

    private const int DirectBase = 127;

    private readonly Span<byte> _weights = weights;
    private readonly ZstdFseTable _table = table;

    /// <summary>How many symbols there are, the last one included.</summary>
    public int Count { get; private set; }

    /// <summary>The length of the longest code in bits.</summary>
    public int Bits { get; private set; }

    /// <summary>Reads them into the span; gives how many bytes they took, or 0 when they are damaged or cut short.</summary>
    public int Read(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty)
            return 0;

        int first = source[0];
        var isDirect = first > DirectBase;
        var bytes = isDirect ? (first - DirectBase + 1) / 2 : first;
        if (bytes >= source.Length)
            return 0;

        var body = source.Slice(1, bytes);
        var isRead = isDirect ? TryReadDirect(body, first - DirectBase) : TryReadCompressed(body);
        return isRead && TryFillLast() ? 1 + bytes : 0;
    }

    private bool TryReadDirect(ReadOnlySpan<byte> body, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var pair = body[index / 2];
            _weights[index] = (byte)(index % 2 == 0 ? pair >> 4 : pair & 15);
        }

        Count = count;
        return true;
    }

    /// <summary>Two states take turns; the stream ends when one cannot be moved on, and then the other gives the last weight.</summary>
    private bool TryReadCompressed(ReadOnlySpan<byte> body)
    {
        var codes = ZstdCodes.Weights;
        Span<short> counts = stackalloc short[codes.Count];
        var header = new ZstdFseCounts(body);
        if (!header.TryRead(counts, codes.LogMax, out var log, out var symbols))
            return false;

        _table.Build(counts[..symbols], log, codes);
        if (!ZstdBitReader.TryOpen(body[header.BytesRead..], out var bits))
            return false;

        var state = bits.Read(log);
        var other = bits.Read(log);
        while (!bits.IsOverrun && Count < SymbolsMax - 2)
        {
            var entry = _table.Entries[(int)state];
            _weights[Count++] = (byte)entry.Value;
            bits.Refill();
            (state, other) = (other, entry.NextState + bits.Read(entry.Bits));
            if (!bits.IsOverrun)
                continue;

            _weights[Count++] = (byte)_table.Entries[(int)state].Value;
            return true;
        }

        return false;
    }

    /// <summary>As for libzstd, weights that could all be one less are damaged: the longest codes have weight 1.</summary>
    private bool TryFillLast()
    {
        var total = 0U;
        foreach (var weight in _weights[..Count])
        {
            if (weight > ZstdHuffmanTable.BitsMax)
                return false;
            total += weight == 0 ? 0 : 1U << (weight - 1);
        }

        Bits = total == 0 ? 0 : BitOperations.Log2(total) + 1;
        var left = (1U << Bits) - total;
        if (Bits is 0 or > ZstdHuffmanTable.BitsMax || !BitOperations.IsPow2(left))
            return false;

        _weights[Count++] = (byte)(BitOperations.Log2(left) + 1);
        return _weights[..Count].Contains((byte)1);
    }
}
