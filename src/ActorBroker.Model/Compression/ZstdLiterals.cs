using System.Buffers;

namespace ActorBroker.Model.Compression;

/// <summary>Reads the literals section of a block (RFC 8878 section 3.1.1.3.1); see <see cref="ZstdLiteralsHeader"/>.</summary>
/// <remarks>Managed memory: as many bytes as the block has literals, 128 KiB at most, and 4 KiB for the Huffman table.</remarks>
internal sealed class ZstdLiterals
{
    private readonly ZstdHuffmanTable _table = new();
    private byte[] _decoded = [];

    /// <summary>Forgets the Huffman table: another frame begins.</summary>
    public void Reset() => _table.Reset();

    /// <summary>Reads the section that a block begins with.</summary>
    /// <param name="block">The block.</param>
    /// <param name="countMax">The most literals it may have.</param>
    /// <param name="position">Where the block lies in the input, for errors.</param>
    /// <param name="literals">The literals, until the next call.</param>
    /// <returns>How many bytes the section took.</returns>
    /// <exception cref="CompressionException">The section is damaged.</exception>
    public int Read(ReadOnlySpan<byte> block, int countMax, long position, out ReadOnlySpan<byte> literals)
    {
        if (!ZstdLiteralsHeader.TryRead(block, out var header) || header.BodyBytes > block.Length - header.HeaderBytes)
            throw ZstdFailure.Corrupt(position, "a block ends within its literals");
        if (header.Count > countMax)
            throw ZstdFailure.Corrupt(position, "a block has more literals than its frame allows");

        var body = block.Slice(header.HeaderBytes, header.BodyBytes);
        literals = header.Kind switch
        {
            ZstdLiteralsKind.Raw => body,
            ZstdLiteralsKind.Run => Fill(body[0], header.Count),
            _ => Decode(body, header, position),
        };
        return header.HeaderBytes + header.BodyBytes;
    }

    /// <summary>Gives the buffers back to the pool.</summary>
    public void Release()
    {
        _table.Release();
        var rented = _decoded;
        _decoded = [];
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private Span<byte> Fill(byte value, int count)
    {
        var run = Rent(count);
        run.Fill(value);
        return run;
    }

    /// <summary>A code has one bit at least: what promises more literals than bits is damaged, and no buffer is rented for it.</summary>
    private Span<byte> Decode(ReadOnlySpan<byte> body, ZstdLiteralsHeader header, long position)
    {
        const int bitsPerByte = 8;
        if (header.Kind == ZstdLiteralsKind.Compressed)
        {
            var tableBytes = _table.Read(body);
            if (tableBytes == 0)
                throw ZstdFailure.Corrupt(position, "a block's Huffman table is damaged");
            body = body[tableBytes..];
        }

        if (!_table.IsSet)
            throw ZstdFailure.Corrupt(position, "a block repeats a Huffman table and there is none");
        if (header.Count > body.Length * bitsPerByte)
            throw ZstdFailure.Corrupt(position, "a block promises more literals than it has bits");

        var decoded = Rent(header.Count);
        var isDecoded = header.HasFourStreams ? _table.TryDecodeFour(body, decoded) : _table.TryDecode(body, decoded);
        return isDecoded ? decoded : throw ZstdFailure.Corrupt(position, "a block's literals are damaged");
    }

    private Span<byte> Rent(int count)
    {
        if (_decoded.Length < count)
        {
            if (_decoded.Length > 0)
                ArrayPool<byte>.Shared.Return(_decoded);
            _decoded = ArrayPool<byte>.Shared.Rent(count);
        }

        return _decoded.AsSpan(0, count);
    }
}
