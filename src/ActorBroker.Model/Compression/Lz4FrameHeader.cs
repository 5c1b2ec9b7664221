using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// The header of an LZ4 frame: magic (4), flags (1), block descriptor (1), content size (0 or 8), header checksum (1);
/// low byte first. Flags: bits 7-6 version = 1, 5 blocks are independent, 4 block checksums, 3 content size, 2 content
/// checksum, 1 reserved, 0 dictionary id. Block descriptor: bits 6-4 largest block (4 to 7: 64 KiB to 4 MiB), others reserved.
/// </summary>
/// <param name="HasIndependentBlocks">No block repeats bytes of those before it.</param>
/// <param name="HasBlockChecksums">Each block is followed by its checksum.</param>
/// <param name="HasContentChecksum">The end mark is followed by the content's checksum.</param>
/// <param name="ContentBytes">The size that the content is said to have; null when not said.</param>
/// <param name="BlockBytesMax">The largest size a block's content may have.</param>
/// <param name="HeaderBytes">The size of this header.</param>
internal readonly record struct Lz4FrameHeader(
    bool HasIndependentBlocks,
    bool HasBlockChecksums,
    bool HasContentChecksum,
    ulong? ContentBytes,
    int BlockBytesMax,
    int HeaderBytes)
{
    public const uint Magic = 0x184D2204;
    public const int MagicBytes = 4;
    public const int ChecksumBytes = 4;
    public const byte VersionFlag = 0x40;
    public const byte IndependentFlag = 0x20;
    public const int SmallestBlockCode = 4;

    /// <summary>Set in a block's size when its bytes are stored as they are.</summary>
    public const uint NotCompressedFlag = 0x80000000;

    private const byte BlockChecksumFlag = 0x10;
    private const byte ContentSizeFlag = 0x08;
    private const byte ContentChecksumFlag = 0x04;
    private const byte ReservedFlag = 0x02;
    private const byte DictionaryFlag = 0x01;
    private const int DescriptorAt = MagicBytes;
    private const int ContentSizeAt = DescriptorAt + 2;

    /// <summary>The largest size of a block's content by its code, 4 to 7.</summary>
    public static int BlockBytesOf(int code) => 1 << (8 + 2 * code);

    /// <summary>The checksum byte of the bytes between magic and checksum.</summary>
    public static byte ChecksumOf(ReadOnlySpan<byte> descriptor) => (byte)(XxHash32.Compute(descriptor) >> 8);

    /// <summary>Reads the header that begins with a frame's magic.</summary>
    /// <exception cref="CompressionException">It is cut short, damaged, or asks for what is not supported.</exception>
    public static Lz4FrameHeader Read(ReadOnlySpan<byte> source, long position)
    {
        if (source.Length <= ContentSizeAt)
            throw Failure(CompressionFault.Truncated, position, "the input ends within a frame's header");

        var flags = source[DescriptorAt];
        var hasContentSize = (flags & ContentSizeFlag) != 0;
        var checksumAt = ContentSizeAt + (hasContentSize ? sizeof(ulong) : 0);
        if ((flags & 0xC0) != VersionFlag)
            throw Failure(CompressionFault.Unsupported, position, "the frame's version is not 1");
        if ((flags & DictionaryFlag) != 0)
            throw Failure(CompressionFault.Unsupported, position, "the frame needs a dictionary");
        if (source.Length <= checksumAt)
            throw Failure(CompressionFault.Truncated, position, "the input ends within a frame's header");
        if (source[checksumAt] != ChecksumOf(source[DescriptorAt..checksumAt]))
            throw Failure(CompressionFault.Corrupt, position, "the frame header's checksum is wrong");

        return new Lz4FrameHeader(
            (flags & IndependentFlag) != 0,
            (flags & BlockChecksumFlag) != 0,
            (flags & ContentChecksumFlag) != 0,
            hasContentSize ? BinaryPrimitives.ReadUInt64LittleEndian(source[ContentSizeAt..]) : null,
            ReadBlockBytes(flags, source[DescriptorAt + 1], position),
            checksumAt + 1);
    }

    private static int ReadBlockBytes(byte flags, byte blockDescriptor, long position)
    {
        var code = blockDescriptor >> 4;
        if ((flags & ReservedFlag) != 0 || (blockDescriptor & 0x8F) != 0 || code < SmallestBlockCode)
            throw Failure(CompressionFault.Corrupt, position, "the frame's header sets reserved bits");
        return BlockBytesOf(code);
    }

    private static CompressionException Failure(CompressionFault fault, long position, string reason) =>
        new(CompressionCodec.Lz4, fault, position, reason);
}
