using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// A frame that readers of LZ4 and Zstandard leave out (RFC 8878 section 3.1.2): one of 16 magic numbers, the size of its content (4 bytes,
/// low first), and the content.
/// </summary>
internal static class SkippableFrame
{
    private const uint Magic = 0x184D2A50;
    private const uint MagicMask = 0xFFFFFFF0;
    private const int HeaderBytes = 2 * sizeof(uint);

    /// <summary>True for the magic number of a skippable frame.</summary>
    public static bool IsMagic(uint magic) => (magic & MagicMask) == Magic;

    /// <summary>The size of the frame that the input begins with, header included; null when the input ends within it.</summary>
    public static int? BytesOf(ReadOnlySpan<byte> input)
    {
        if (input.Length < HeaderBytes)
            return null;

        var size = HeaderBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(input[sizeof(uint)..]);
        return size <= input.Length ? (int)size : null;
    }
}
