using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Reads the counts of an FSE table (RFC 8878 section 4.1.1), bits from low to high: 4 bits (log less 5), then for each
/// symbol its count plus 1, in as many bits as what is left to give away needs; after a count of 0, pairs of bits with how
/// many more zeros follow, 3 meaning that another pair does.
/// </summary>
internal ref struct ZstdFseCounts(ReadOnlySpan<byte> source)
{
    private const int LogBase = 5;

    private readonly ReadOnlySpan<byte> _source = source;
    private int _bitAt;

    /// <summary>How many bytes the counts took.</summary>
    public readonly int BytesRead => (_bitAt + 7) / 8;

    /// <summary>Reads them.</summary>
    /// <param name="counts">Receives a count per symbol; as long as there may be symbols.</param>
    /// <param name="logMax">The largest log allowed.</param>
    /// <param name="log">The table's log.</param>
    /// <param name="symbols">How many symbols got a count.</param>
    /// <returns>False when the counts are damaged or cut short.</returns>
    public bool TryRead(scoped Span<short> counts, int logMax, out int log, out int symbols)
    {
        symbols = 0;
        log = Peek(4) + LogBase;
        _bitAt += 4;
        if (log > logMax)
            return false;

        var left = 1 << log;
        while (left > 0 && symbols < counts.Length)
        {
            var count = ReadCount(left);
            left -= Math.Abs(count);
            counts[symbols++] = (short)count;
            if (count == 0 && !TrySkipZeros(counts, ref symbols))
                return false;
        }

        return left == 0 && BytesRead <= _source.Length;
    }

    /// <summary>
    /// A count is 0 to <paramref name="left"/>, or less than one: that many values and two need so many bits that some
    /// stay unused; so the low values take a bit less.
    /// </summary>
    private int ReadCount(int left)
    {
        var bits = int.Log2(left + 1) + 1;
        var half = 1 << (bits - 1);
        var unused = (1 << bits) - 1 - (left + 1);
        var value = Peek(bits);
        if ((value & (half - 1)) < unused)
        {
            _bitAt += bits - 1;
            return (value & (half - 1)) - 1;
        }

        _bitAt += bits;
        return (value >= half ? value - unused : value) - 1;
    }

    private bool TrySkipZeros(scoped Span<short> counts, ref int symbols)
    {
        const int more = 3;
        int zeros;
        do
        {
            zeros = Peek(2);
            _bitAt += 2;
            if (zeros > counts.Length - symbols || BytesRead > _source.Length)
                return false;

            counts.Slice(symbols, zeros).Clear();
            symbols += zeros;
        }
        while (zeros == more);

        return true;
    }

    /// <summary>Up to 16 bits at the place reached; zeros behind the end.</summary>
    private readonly int Peek(int bits)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        bytes.Clear();
        var rest = _source[Math.Min(_bitAt >> 3, _source.Length)..];
        rest[..Math.Min(rest.Length, bytes.Length)].CopyTo(bytes);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes) >> (_bitAt & 7)) & ((1 << bits) - 1);
    }
}
