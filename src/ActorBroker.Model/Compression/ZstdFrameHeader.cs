using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// The header of a Zstandard frame (RFC 8878 section 3.1.1.1): magic (4), descriptor (1), window descriptor (0 or 1),
/// dictionary id (0, 1, 2 or 4), content size (0, 1, 2, 4 or 8); low byte first.
/// </summary>
/// <param name="WindowBytes">How far back matches may reach.</param>
/// <param name="ContentBytes">The size that the content is said to have; null when not said.</param>
/// <param name="HasChecksum">The last block is followed by a checksum of the content.</param>
/// <param name="HeaderBytes">The size of this header.</param>
internal readonly record struct ZstdFrameHeader(ulong WindowBytes, ulong? ContentBytes, bool HasChecksum, int HeaderBytes)
{
    public const uint Magic = 0xFD2FB528;
    public const int MagicBytes = 4;
    public const byte SingleSegmentFlag = 0x20;

    /// <summary>The largest window that Kafka's Java clients accept: that of zstd's highest level.</summary>
    public const int WindowBytesMax = 128 * 1_024 * 1_024;

    private const int DescriptorAt = MagicBytes;
    private const byte ReservedFlag = 0x08;
    private const byte ChecksumFlag = 0x04;

    /// <summary>What the 2-byte form of a content size leaves out.</summary>
    private const int ShortContentBase = 256;

    /// <summary>Reads the header that begins with a frame's magic.</summary>
    /// <exception cref="CompressionException">It is cut short, damaged, or asks for what is not supported.</exception>
    public static ZstdFrameHeader Read(ReadOnlySpan<byte> source, long position)
    {
        if (source.Length <= DescriptorAt)
            throw Failure(CompressionFault.Truncated, position, "the input ends within a frame's header");

        var descriptor = source[DescriptorAt];
        if ((descriptor & ReservedFlag) != 0)
            throw Failure(CompressionFault.Corrupt, position, "a frame's header sets a reserved bit");

        var isSingleSegment = (descriptor & SingleSegmentFlag) != 0;
        var windowFieldBytes = isSingleSegment ? 0 : 1;
        var dictionaryFieldBytes = (descriptor & 3) == 3 ? 4 : descriptor & 3;
        var contentCode = descriptor >> 6;
        var contentFieldBytes = contentCode == 0 && !isSingleSegment ? 0 : 1 << contentCode;
        var headerBytes = DescriptorAt + 1 + windowFieldBytes + dictionaryFieldBytes + contentFieldBytes;
        if (source.Length < headerBytes)
            throw Failure(CompressionFault.Truncated, position, "the input ends within a frame's header");

        var fields = source[(DescriptorAt + 1)..headerBytes];
        if (fields.Slice(windowFieldBytes, dictionaryFieldBytes).ContainsAnyExcept((byte)0))
            throw Failure(CompressionFault.Unsupported, position, "the frame needs a dictionary");

        var content = ReadContentBytes(fields[(windowFieldBytes + dictionaryFieldBytes)..]);
        var window = isSingleSegment ? content!.Value : WindowBytesOf(fields[0]);
        if (window > WindowBytesMax)
            throw Failure(CompressionFault.Unsupported, position, "the frame's window is larger than 128 MiB");
        return new ZstdFrameHeader(window, content, (descriptor & ChecksumFlag) != 0, headerBytes);
    }

    private static ulong WindowBytesOf(byte descriptor)
    {
        const int smallestBits = 10;
        var window = 1UL << (smallestBits + (descriptor >> 3));
        return window + window / 8 * (ulong)(descriptor & 7);
    }

    private static ulong? ReadContentBytes(ReadOnlySpan<byte> field) => field.Length switch
    {
        0 => null,
        1 => field[0],
        2 => (ulong)BinaryPrimitives.ReadUInt16LittleEndian(field) + ShortContentBase,
        4 => BinaryPrimitives.ReadUInt32LittleEndian(field),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(field),
    };

    private static CompressionException Failure(CompressionFault fault, long position, string reason) =>
        new(CompressionCodec.Zstd, fault, position, reason);
}
