using System.Buffers.Binary;

namespace ActorBroker.Model.Compression;

/// <summary>
/// The framing of snappy-java (xerial), which Kafka's Java clients use: magic (8 bytes), version and lowest compatible
/// version (4 bytes each, high first), then chunks, each the size of a raw block (4 bytes, high first) and the block.
/// </summary>
internal static class SnappyFraming
{
    /// <summary>The magic, and both versions.</summary>
    public const int HeaderBytes = 16;

    /// <summary>The size before each block.</summary>
    public const int SizeBytes = sizeof(int);

    /// <summary>How many bytes the Java client compresses into one block.</summary>
    public const int ChunkContentBytes = 32 * 1_024;

    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    private const int VersionAt = 8;
    private const int CompatibleVersionAt = VersionAt + sizeof(int);

    /// <summary>What a framed stream begins with. As a raw block it would have a damaged element after a size of 10,626.</summary>
    public static ReadOnlySpan<byte> Magic => [0x82, (byte)'S', (byte)'N', (byte)'A', (byte)'P', (byte)'P', (byte)'Y', 0];

    /// <summary>True for input that begins with the magic, or ends within it.</summary>
    public static bool BeginsIn(ReadOnlySpan<byte> input) =>
        !input.IsEmpty && input.StartsWith(Magic[..Math.Min(Magic.Length, input.Length)]);

    /// <summary>Writes the header.</summary>
    public static void WriteHeader(Span<byte> header)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[VersionAt..], Version);
        BinaryPrimitives.WriteInt32BigEndian(header[CompatibleVersionAt..], Version);
    }

    /// <summary>True when a reader of <see cref="Version"/> can read what this whole header begins.</summary>
    public static bool IsReadable(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadInt32BigEndian(header[VersionAt..]) >= Version &&
        BinaryPrimitives.ReadInt32BigEndian(header[CompatibleVersionAt..]) <= Version;
}
