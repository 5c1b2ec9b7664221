using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// The header of a literals section (RFC 8878 section 3.1.1.3.1.1), 1 to 5 bytes, bits from low to high: kind (2), format
/// (2), count of literals, and for Huffman codes the size of what follows. Raw and run: formats 0 and 2 have the count in 5
/// bits and use one bit of the format for it, 1 has 12 bits, 3 has 20. Huffman: formats 0 and 1 have 10 bits for each number,
/// 2 has 14, 3 has 18; all but 0 mean four streams.
/// </summary>
/// <param name="Kind">How the literals are kept.</param>
/// <param name="Count">How many literals there are.</param>
/// <param name="BodyBytes">The size of what follows the header.</param>
/// <param name="HasFourStreams">The codes lie in four streams instead of one.</param>
/// <param name="HeaderBytes">The size of this header.</param>
internal readonly record struct ZstdLiteralsHeader(
    ZstdLiteralsKind Kind, int Count, int BodyBytes, bool HasFourStreams, int HeaderBytes)
{
    private const int KindBits = 2;
    private const int FormatBits = 2;
    private const int HeaderBytesMax = 5;

    /// <summary>Reads the header; false when the block ends within it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> block, out ZstdLiteralsHeader header)
    {
        header = default;
        if (block.IsEmpty)
            return false;

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        block[..Math.Min(block.Length, HeaderBytesMax)].CopyTo(bytes);
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var kind = (ZstdLiteralsKind)(bits & 3);
        var format = (int)(bits >> KindBits) & 3;
        header = kind is ZstdLiteralsKind.Raw or ZstdLiteralsKind.Run ? OfPlain(bits, kind, format) : OfHuffman(bits, kind, format);
        return header.HeaderBytes <= block.Length;
    }

    private static ZstdLiteralsHeader OfPlain(ulong bits, ZstdLiteralsKind kind, int format)
    {
        var (shift, countBits, headerBytes) = format switch
        {
            1 => (KindBits + FormatBits, 12, 2),
            3 => (KindBits + FormatBits, 20, 3),
            _ => (KindBits + 1, 5, 1),
        };
        var count = Field(bits, shift, countBits);
        return new ZstdLiteralsHeader(kind, count, kind == ZstdLiteralsKind.Run ? 1 : count, false, headerBytes);
    }

    private static ZstdLiteralsHeader OfHuffman(ulong bits, ZstdLiteralsKind kind, int format)
    {
        var (fieldBits, headerBytes) = format switch
        {
            2 => (14, 4),
            3 => (18, 5),
            _ => (10, 3),
        };
        const int shift = KindBits + FormatBits;
        return new ZstdLiteralsHeader(
            kind, Field(bits, shift, fieldBits), Field(bits, shift + fieldBits, fieldBits), format != 0, headerBytes);
    }

    private static int Field(ulong bits, int shift, int count) => (int)(bits >> shift) & ((1 << count) - 1);
}
