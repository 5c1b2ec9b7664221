namespace ActorBroker.Model.Compression;

/// <summary>The FSE table for one part of the sequences, as the blocks of a frame bring it, keep it or do without.</summary>
/// <remarks>Managed memory: at most 4 KiB.</remarks>
internal sealed class ZstdSequenceTable(ZstdCodes codes)
{
    private readonly ZstdFseTable _own = new(codes.LogMax);
    private ZstdFseTable? _current;

    /// <summary>The table of the current block.</summary>
    public ZstdFseTable Current => _current!;

    /// <summary>Forgets the table: another frame begins.</summary>
    public void Reset() => _current = null;

    /// <summary>Gives the table back to the pool.</summary>
    public void Release() => _own.Release();

    /// <summary>Reads what a block brings.</summary>
    /// <param name="mode">0 the default, 1 one symbol for all, 2 a table, 3 as in the block before.</param>
    /// <param name="source">Begins with it.</param>
    /// <returns>How many bytes it took, or -1 when it is damaged.</returns>
    public int Read(int mode, ReadOnlySpan<byte> source)
    {
        switch (mode)
        {
            case 0:
                _current = codes.Default;
                return 0;
            case 1:
                return ReadSymbol(source);
            case 2:
                return ReadCounts(source);
            default:
                return _current is null ? -1 : 0;
        }
    }

    private int ReadSymbol(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty || source[0] >= codes.Count)
            return -1;

        _own.BuildOf(source[0], codes);
        _current = _own;
        return 1;
    }

    private int ReadCounts(ReadOnlySpan<byte> source)
    {
        Span<short> counts = stackalloc short[codes.Count];
        var reader = new ZstdFseCounts(source);
        if (!reader.TryRead(counts, codes.LogMax, out var log, out var symbols))
            return -1;

        _own.Build(counts[..symbols], log, codes);
        _current = _own;
        return reader.BytesRead;
    }
}
