using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Decodes literals by Huffman codes (RFC 8878 section 4.2). The table has an entry for every number of
/// <see cref="_bits"/> bits: the symbol whose code it begins with (low byte), and that code's length (high byte).
/// </summary>
internal sealed class ZstdHuffmanTable
{
    /// <summary>The longest code in bits.</summary>
    public const int BitsMax = 11;

    private const int Streams = 4;

    /// <summary>How many of the longest codes lie in the bits of one refill.</summary>
    private const int SymbolsPerRefill = ZstdBitReader.RefilledBits / BitsMax;

    private readonly ZstdFseTable _weightTable = new(ZstdCodes.Weights.LogMax);
    private ushort[] _entries = [];
    private int _bits;

    /// <summary>True once a table was read for this frame.</summary>
    public bool IsSet => _bits > 0;

    /// <summary>Forgets the table.</summary>
    public void Reset() => _bits = 0;

    /// <summary>Reads a table; gives how many bytes it took, or 0 when it is damaged or cut short.</summary>
    public int Read(ReadOnlySpan<byte> source)
    {
        Span<byte> weights = stackalloc byte[ZstdHuffmanWeights.SymbolsMax];
        var description = new ZstdHuffmanWeights(weights, _weightTable);
        var bytes = description.Read(source);
        if (bytes > 0)
            Build(weights[..description.Count], description.Bits);
        return bytes;
    }

    /// <summary>Decodes one stream that fills the output; false when it does not, or holds more.</summary>
    public bool TryDecode(ReadOnlySpan<byte> stream, Span<byte> output)
    {
        if (!ZstdBitReader.TryOpen(stream, out var bits))
            return false;

        return TryFinish(bits, output);
    }

    /// <summary>
    /// Decodes four streams, each of which fills a quarter of the output (rounded up; the last one what is left). They lie
    /// behind the sizes of the first three (2 bytes each).
    /// </summary>
    public bool TryDecodeFour(ReadOnlySpan<byte> source, Span<byte> output)
    {
        const int jumpBytes = (Streams - 1) * sizeof(ushort);
        var quarter = (output.Length + Streams - 1) / Streams;
        if (source.Length < jumpBytes || (Streams - 1) * quarter > output.Length)
            return false;

        ref var sizes = ref MemoryMarshal.GetReference(source);
        var end1 = jumpBytes + LittleEndian.ReadUInt16(ref sizes, 0);
        var end2 = end1 + LittleEndian.ReadUInt16(ref sizes, sizeof(ushort));
        var end3 = end2 + LittleEndian.ReadUInt16(ref sizes, 2 * sizeof(ushort));
        return end3 <= source.Length &&
            ZstdBitReader.TryOpen(source[jumpBytes..end1], out var bits1) &&
            ZstdBitReader.TryOpen(source[end1..end2], out var bits2) &&
            ZstdBitReader.TryOpen(source[end2..end3], out var bits3) &&
            ZstdBitReader.TryOpen(source[end3..], out var bits4) &&
            TryDecodeFour(bits1, bits2, bits3, bits4, output, quarter);
    }

    /// <summary>Gives the tables back to the pool.</summary>
    public void Release()
    {
        _weightTable.Release();
        var rented = _entries;
        _entries = [];
        _bits = 0;
        if (rented.Length > 0)
            ArrayPool<ushort>.Shared.Return(rented);
    }

    /// <summary>Longer codes come first in the table, codes of one length in the order of their symbols.</summary>
    private void Build(ReadOnlySpan<byte> weights, int bits)
    {
        if (_entries.Length == 0)
            _entries = ArrayPool<ushort>.Shared.Rent(1 << BitsMax);

        _bits = bits;
        Span<int> next = stackalloc int[BitsMax + 2];
        next.Clear();
        foreach (var weight in weights)
            next[weight + 1] += weight == 0 ? 0 : 1 << (weight - 1);
        for (var weight = 1; weight < next.Length; weight++)
            next[weight] += next[weight - 1];

        for (var symbol = 0; symbol < weights.Length; symbol++)
        {
            int weight = weights[symbol];
            if (weight == 0)
                continue;

            var entry = (ushort)(symbol | ((bits + 1 - weight) << 8));
            _entries.AsSpan(next[weight], 1 << (weight - 1)).Fill(entry);
            next[weight] += 1 << (weight - 1);
        }
    }

    /// <summary>Takes turns between the streams, so that none waits for its last symbol; then ends each on its own.</summary>
    private bool TryDecodeFour(
        ZstdBitReader bits1, ZstdBitReader bits2, ZstdBitReader bits3, ZstdBitReader bits4, Span<byte> output, int quarter)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_entries);
        ref var quarter1 = ref MemoryMarshal.GetReference(output);
        ref var quarter2 = ref Unsafe.Add(ref quarter1, quarter);
        ref var quarter3 = ref Unsafe.Add(ref quarter2, quarter);
        ref var quarter4 = ref Unsafe.Add(ref quarter3, quarter);
        var shift = 64 - _bits;
        var at = 0;
        var atMax = output.Length - (Streams - 1) * quarter - SymbolsPerRefill;
        while (at <= atMax && bits1.HasWord && bits2.HasWord && bits3.HasWord && bits4.HasWord)
        {
            bits1.RefillWord();
            bits2.RefillWord();
            bits3.RefillWord();
            bits4.RefillWord();
            for (var end = at + SymbolsPerRefill; at < end; at++)
            {
                Unsafe.Add(ref quarter1, at) = bits1.ReadSymbol(ref table, shift);
                Unsafe.Add(ref quarter2, at) = bits2.ReadSymbol(ref table, shift);
                Unsafe.Add(ref quarter3, at) = bits3.ReadSymbol(ref table, shift);
                Unsafe.Add(ref quarter4, at) = bits4.ReadSymbol(ref table, shift);
            }
        }

        return TryFinish(bits1, output[at..quarter]) &&
            TryFinish(bits2, output[(quarter + at)..(2 * quarter)]) &&
            TryFinish(bits3, output[(2 * quarter + at)..(3 * quarter)]) &&
            TryFinish(bits4, output[(3 * quarter + at)..]);
    }

    private bool TryFinish(ZstdBitReader bits, Span<byte> output)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_entries);
        foreach (ref var symbol in output)
        {
            bits.Refill();
            symbol = bits.ReadSymbol(ref table, 64 - _bits);
        }

        return bits.IsAtEnd;
    }
}
