using System.Buffers;
using System.Numerics;

namespace ActorBroker.Model.Compression;

/// <summary>A decoding table for finite state entropy (RFC 8878 section 4.1.1), of 2^<see cref="Log"/> states.</summary>
internal sealed class ZstdFseTable(int logMax)
{
    /// <summary>The count of a symbol less probable than one state: it gets one, with all its bits read anew.</summary>
    public const short LessThanOne = -1;

    /// <summary>More symbols than any table has.</summary>
    public const int SymbolsMax = 256;

    private ZstdFseEntry[] _entries = [];

    /// <summary>The number of bits of a state.</summary>
    public int Log { get; private set; }

    /// <summary>The states; more than 2^<see cref="Log"/> of them mean nothing.</summary>
    public ReadOnlySpan<ZstdFseEntry> Entries => _entries;

    /// <summary>
    /// Builds the table from the counts of the symbols, which together make 2^<paramref name="log"/> states.
    /// </summary>
    /// <param name="counts">States per symbol, 0 and up, or <see cref="LessThanOne"/>.</param>
    /// <param name="log">At most the table's limit.</param>
    /// <param name="codes">What the symbols stand for.</param>
    public void Build(ReadOnlySpan<short> counts, int log, ZstdCodes codes)
    {
        Rent();
        Log = log;
        Span<ushort> next = stackalloc ushort[SymbolsMax];
        Spread(counts, next);
        for (var state = 0; state < 1 << log; state++)
        {
            var symbol = (int)_entries[state].Value;
            var number = next[symbol]++;
            var bits = log - BitOperations.Log2(number);
            _entries[state] = new ZstdFseEntry(
                codes.BaseOf(symbol), (ushort)((number << bits) - (1 << log)), (byte)bits, codes.ExtraBitsOf(symbol));
        }
    }

    /// <summary>Makes a table of one state, which stands for one symbol again and again.</summary>
    public void BuildOf(int symbol, ZstdCodes codes)
    {
        Rent();
        Log = 0;
        _entries[0] = new ZstdFseEntry(codes.BaseOf(symbol), 0, 0, codes.ExtraBitsOf(symbol));
    }

    /// <summary>Gives the states' array back to the pool.</summary>
    public void Release()
    {
        var rented = _entries;
        _entries = [];
        if (rented.Length > 0)
            ArrayPool<ZstdFseEntry>.Shared.Return(rented);
    }

    private void Rent()
    {
        if (_entries.Length == 0)
            _entries = ArrayPool<ZstdFseEntry>.Shared.Rent(1 << logMax);
    }

    /// <summary>Lays the symbols over the states in the format's order, and numbers each symbol's first state.</summary>
    private void Spread(ReadOnlySpan<short> counts, Span<ushort> next)
    {
        var size = 1 << Log;
        var high = size;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            next[symbol] = (ushort)Math.Abs(counts[symbol]);
            if (counts[symbol] == LessThanOne)
                _entries[--high] = new ZstdFseEntry((uint)symbol, 0, 0, 0);
        }

        var step = (size >> 1) + (size >> 3) + 3;
        var state = 0;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            for (var index = 0; index < counts[symbol]; index++)
            {
                _entries[state] = new ZstdFseEntry((uint)symbol, 0, 0, 0);
                do
                    state = (state + step) & (size - 1);
                while (state >= high);
            }
        }
    }
}
