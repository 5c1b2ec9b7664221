using System.Numerics;

namespace ActorBroker.Model.Compression;

/// <summary>
/// What the symbols of an FSE table stand for: a number each, to which some bits are added (RFC 8878 section 3.1.1.3.2.1.1),
/// and the counts used when a block brings none (section 3.1.1.3.2.2).
/// </summary>
internal sealed class ZstdCodes
{
    private const int OffsetCodes = 32;

    private readonly uint[] _bases;
    private readonly byte[] _extraBits;
    private readonly byte[] _symbolOfLog;

    private ZstdCodes(uint[] bases, byte[] extraBits, int logMax, int defaultLog, short[] defaultCounts)
    {
        _bases = bases;
        _extraBits = extraBits;
        _symbolOfLog = SymbolsOfLogs(bases);
        LogMax = logMax;
        Default = new ZstdFseTable(defaultLog);
        if (defaultCounts.Length > 0)
            Default.Build(defaultCounts, defaultLog, this);
    }

    /// <summary>Lengths of literals.</summary>
    public static ZstdCodes LiteralLengths { get; } = new(
        BasesOf(0, LiteralLengthExtraBits), LiteralLengthExtraBits.ToArray(), 9, 6,
        [
            4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
            -1, -1, -1, -1,
        ]);

    /// <summary>Lengths of matches.</summary>
    public static ZstdCodes MatchLengths { get; } = new(
        BasesOf(3, MatchLengthExtraBits), MatchLengthExtraBits.ToArray(), 9, 6,
        [
            1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
        ]);

    /// <summary>Distances of matches, as offset values: 1 to 3 repeat one of the last three.</summary>
    public static ZstdCodes Offsets { get; } = new(
        [.. Enumerable.Range(0, OffsetCodes).Select(code => 1U << code)],
        [.. Enumerable.Range(0, OffsetCodes).Select(code => (byte)code)],
        8, 5,
        [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1]);

    /// <summary>Weights of a Huffman table: they stand for themselves.</summary>
    public static ZstdCodes Weights { get; } = new(
        [.. Enumerable.Range(0, ZstdHuffmanTable.BitsMax + 1).Select(weight => (uint)weight)],
        new byte[ZstdHuffmanTable.BitsMax + 1],
        6, 6, []);

    /// <summary>How many symbols there are.</summary>
    public int Count => _bases.Length;

    /// <summary>The largest log of their table.</summary>
    public int LogMax { get; }

    /// <summary>The table of the default counts; empty for weights. Never released.</summary>
    public ZstdFseTable Default { get; }

    private static ReadOnlySpan<byte> LiteralLengthExtraBits =>
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    private static ReadOnlySpan<byte> MatchLengthExtraBits =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
    ];

    /// <summary>The number a symbol stands for, before its extra bits.</summary>
    public uint BaseOf(int symbol) => _bases[symbol];

    /// <summary>How many bits are added to it.</summary>
    public byte ExtraBitsOf(int symbol) => _extraBits[symbol];

    /// <summary>The symbol that stands for a number, not below the first base: the last one whose base is not above it.</summary>
    public int SymbolOf(uint value)
    {
        int symbol = _symbolOfLog[BitOperations.Log2(value)];
        while (symbol + 1 < _bases.Length && _bases[symbol + 1] <= value)
            symbol++;
        return symbol;
    }

    /// <summary>
    /// Where to begin the search: the last symbol whose base is not above each power of two, and for 0 and 1 the first one.
    /// </summary>
    private static byte[] SymbolsOfLogs(uint[] bases)
    {
        var symbols = new byte[sizeof(uint) * 8];
        for (var log = 1; log < symbols.Length; log++)
            symbols[log] = (byte)Math.Max(0, Array.FindLastIndex(bases, number => number <= 1U << log));
        return symbols;
    }

    /// <summary>Numbers without gaps: each symbol begins where the one before, with all its extra bits set, ends.</summary>
    private static uint[] BasesOf(uint first, ReadOnlySpan<byte> extraBits)
    {
        var bases = new uint[extraBits.Length];
        for (var symbol = 0; symbol < bases.Length; symbol++)
        {
            bases[symbol] = first;
            first += 1U << extraBits[symbol];
        }

        return bases;
    }
}
