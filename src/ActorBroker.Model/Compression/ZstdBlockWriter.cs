namespace ActorBroker.Model.Compression;

/// <summary>
/// Writes the content of a compressed block (RFC 8878 section 3.1.1.3): its literals as they are, and its sequences by the
/// default tables.
/// </summary>
internal static class ZstdBlockWriter
{
    /// <summary>The largest block: fewer sequences than the two-byte form of their count can say.</summary>
    public const int BlockBytesMax = 64 * 1_024;

    private const int LiteralsHeaderBytes = 3;

    /// <summary>Writes the block; gives its size, or 0 when it does not fit.</summary>
    public static int Write(ReadOnlySpan<byte> literals, ReadOnlySpan<ZstdCodedSequence> sequences, Span<byte> output)
    {
        const int sequencesHeaderBytesMax = 3;
        const byte defaultTables = 0;
        if (LiteralsHeaderBytes + literals.Length + sequencesHeaderBytesMax > output.Length)
            return 0;

        var written = WriteLiterals(literals, output);
        written += WriteCount(sequences.Length, output[written..]);
        if (sequences.IsEmpty)
            return written;

        output[written++] = defaultTables;
        var bits = new ZstdBitWriter(output[written..]);
        WriteSequences(sequences, ref bits);
        return bits.IsFull ? 0 : written + bits.Written;
    }

    /// <summary>The longest header: kind raw, format 3, and the count in 20 bits.</summary>
    private static int WriteLiterals(ReadOnlySpan<byte> literals, Span<byte> output)
    {
        var header = (int)ZstdLiteralsKind.Raw | (3 << 2) | (literals.Length << 4);
        for (var at = 0; at < LiteralsHeaderBytes; at++)
            output[at] = (byte)(header >> (8 * at));
        literals.CopyTo(output[LiteralsHeaderBytes..]);
        return LiteralsHeaderBytes + literals.Length;
    }

    private static int WriteCount(int count, Span<byte> output)
    {
        const int twoBytes = 128;
        if (count < twoBytes)
        {
            output[0] = (byte)count;
            return 1;
        }

        output[0] = (byte)(twoBytes + (count >> 8));
        output[1] = (byte)count;
        return 2;
    }

    /// <summary>The reader begins at the stream's end: all goes in the opposite order of <see cref="ZstdSequenceReader"/>.</summary>
    private static void WriteSequences(ReadOnlySpan<ZstdCodedSequence> sequences, ref ZstdBitWriter bits)
    {
        var (literalState, matchState, offsetState) = (0, 0, 0);
        for (var index = sequences.Length - 1; index >= 0; index--)
        {
            var sequence = sequences[index];
            var literalSymbol = ZstdCodes.LiteralLengths.SymbolOf(sequence.Literals);
            var matchSymbol = ZstdCodes.MatchLengths.SymbolOf(sequence.Length);
            var offsetSymbol = ZstdCodes.Offsets.SymbolOf(sequence.Offset);
            if (index == sequences.Length - 1)
            {
                offsetState = ZstdFseEncoder.Offsets.Last(offsetSymbol);
                matchState = ZstdFseEncoder.MatchLengths.Last(matchSymbol);
                literalState = ZstdFseEncoder.LiteralLengths.Last(literalSymbol);
            }
            else
            {
                offsetState = ZstdFseEncoder.Offsets.Before(offsetState, offsetSymbol, ref bits);
                matchState = ZstdFseEncoder.MatchLengths.Before(matchState, matchSymbol, ref bits);
                literalState = ZstdFseEncoder.LiteralLengths.Before(literalState, literalSymbol, ref bits);
            }

            WriteExtra(ZstdCodes.LiteralLengths, literalSymbol, sequence.Literals, ref bits);
            WriteExtra(ZstdCodes.MatchLengths, matchSymbol, sequence.Length, ref bits);
            WriteExtra(ZstdCodes.Offsets, offsetSymbol, sequence.Offset, ref bits);
        }

        ZstdFseEncoder.MatchLengths.WriteFirst(matchState, ref bits);
        ZstdFseEncoder.Offsets.WriteFirst(offsetState, ref bits);
        ZstdFseEncoder.LiteralLengths.WriteFirst(literalState, ref bits);
        bits.Finish();
    }

    private static void WriteExtra(ZstdCodes codes, int symbol, uint value, ref ZstdBitWriter bits) =>
        bits.Write(value - codes.BaseOf(symbol), codes.ExtraBitsOf(symbol));
}
