using System.Runtime.CompilerServices;

namespace ActorBroker.Model.Compression;

/// <summary>
/// Reads the sequences section of a block (RFC 8878 section 3.1.1.3.2) and does what it says: count of sequences (1 to 3
/// bytes), modes of the three tables (1), the tables, and a bit stream. Each sequence copies literals and then repeats
/// bytes of the window; the literals that are left come last.
/// </summary>
/// <remarks>Managed memory: three tables of at most 4 KiB.</remarks>
internal sealed class ZstdSequences
{
    private const int BatchSequences = 64;
    private const string Cut = "a block ends within its sequences";

    private readonly ZstdSequenceTable _literalLengths = new(ZstdCodes.LiteralLengths);
    private readonly ZstdSequenceTable _offsets = new(ZstdCodes.Offsets);
    private readonly ZstdSequenceTable _matchLengths = new(ZstdCodes.MatchLengths);
    private ZstdRepeats _repeats;

    /// <summary>Forgets tables and distances: another frame begins.</summary>
    public void Reset()
    {
        _literalLengths.Reset();
        _offsets.Reset();
        _matchLengths.Reset();
        _repeats = ZstdRepeats.Initial;
    }

    /// <summary>Gives the tables back to the pool.</summary>
    public void Release()
    {
        _literalLengths.Release();
        _offsets.Release();
        _matchLengths.Release();
    }

    /// <summary>Reads a section and adds what it makes to the output.</summary>
    /// <param name="section">The rest of the block.</param>
    /// <param name="position">Where the block lies in the input, for errors.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <exception cref="CompressionException">The section is damaged, or reaches back farther than the window is kept.</exception>
    public void Run(ReadOnlySpan<byte> section, long position, ref ZstdBlockOutput output)
    {
        var (count, bytes) = ReadCount(section);
        if (bytes == 0)
            throw ZstdFailure.Corrupt(position, Cut);

        section = section[bytes..];
        if (count > 0)
            RunSequences(section[ReadTables(section, position)..], count, position, ref output);
        else if (!section.IsEmpty)
            throw ZstdFailure.Corrupt(position, "a block goes on behind its last section");

        output.AppendLiteralsLeft();
    }

    private static (int Count, int Bytes) ReadCount(ReadOnlySpan<byte> section)
    {
        const int twoBytes = 128;
        const int threeBytes = 255;
        const int threeBytesBase = 0x7F00;
        return section switch
        {
            [< twoBytes and var low, ..] => (low, 1),
            [< threeBytes and var high, var low, ..] => (((high - twoBytes) << 8) + low, 2),
            [threeBytes, var low, var high, ..] => (low + (high << 8) + threeBytesBase, 3),
            _ => (0, 0),
        };
    }

    private int ReadTables(ReadOnlySpan<byte> section, long position)
    {
        const int reservedBits = 3;
        if (section.IsEmpty)
            throw ZstdFailure.Corrupt(position, Cut);

        int modes = section[0];
        if ((modes & reservedBits) != 0)
            throw ZstdFailure.Corrupt(position, "a block sets reserved bits");

        var bytes = 1;
        bytes += ReadTable(_literalLengths, modes >> 6, section[bytes..], position);
        bytes += ReadTable(_offsets, (modes >> 4) & 3, section[bytes..], position);
        bytes += ReadTable(_matchLengths, (modes >> 2) & 3, section[bytes..], position);
        return bytes;
    }

    private static int ReadTable(ZstdSequenceTable table, int mode, ReadOnlySpan<byte> source, long position)
    {
        var bytes = table.Read(mode, source);
        return bytes >= 0 ? bytes : throw ZstdFailure.Corrupt(position, "a table of a block's sequences is damaged");
    }

    private void RunSequences(ReadOnlySpan<byte> stream, int count, long position, ref ZstdBlockOutput output)
    {
        if (!ZstdBitReader.TryOpen(stream, out var bits))
            throw ZstdFailure.Corrupt(position, Cut);

        var reader = new ZstdSequenceReader(bits, count, _literalLengths.Current, _offsets.Current, _matchLengths.Current);
        var batch = default(Batch);
        while (reader.Read(batch, ref _repeats) is > 0 and var read)
        {
            if (reader.IsOverrun)
                throw ZstdFailure.Corrupt(position, Cut);
            output.Append(batch[..read]);
        }

        if (!reader.IsAtEnd)
            throw ZstdFailure.Corrupt(position, "a block's sequences end before their bits do");
    }

    [InlineArray(BatchSequences)]
    private struct Batch
    {
        private ZstdSequence _first;
    }
}
