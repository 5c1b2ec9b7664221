namespace ActorBroker.Model.Compression;

/// <summary>
/// Writes symbols by the default FSE table of one part of the sequences. Encoding goes from the last symbol to the first:
/// given the state that the reader comes to, it finds the state before that stands for the symbol and leads there.
/// </summary>
/// <remarks>Immutable; any thread may use it.</remarks>
internal sealed class ZstdFseEncoder
{
    private readonly ZstdFseEntry[] _states;
    private readonly byte[] _before;
    private readonly int _log;

    private ZstdFseEncoder(ZstdCodes codes)
    {
        _log = codes.Default.Log;
        _states = codes.Default.Entries[..(1 << _log)].ToArray();
        _before = new byte[codes.Count << _log];
        for (var state = 0; state < _states.Length; state++)
        {
            var entry = _states[state];
            var symbol = codes.SymbolOf(entry.Value);
            _before.AsSpan((symbol << _log) + entry.NextState, 1 << entry.Bits).Fill((byte)state);
        }
    }

    public static ZstdFseEncoder LiteralLengths { get; } = new(ZstdCodes.LiteralLengths);

    public static ZstdFseEncoder MatchLengths { get; } = new(ZstdCodes.MatchLengths);

    public static ZstdFseEncoder Offsets { get; } = new(ZstdCodes.Offsets);

    /// <summary>A state that stands for the last symbol.</summary>
    public int Last(int symbol) => _before[symbol << _log];

    /// <summary>The state that stands for <paramref name="symbol"/> and leads to <paramref name="next"/>; writes what leads there.</summary>
    public int Before(int next, int symbol, ref ZstdBitWriter bits)
    {
        var state = _before[(symbol << _log) + next];
        var entry = _states[state];
        bits.Write((uint)(next - entry.NextState), entry.Bits);
        return state;
    }

    /// <summary>Writes the state that the reader begins with.</summary>
    public void WriteFirst(int state, ref ZstdBitWriter bits) => bits.Write((uint)state, _log);
}
