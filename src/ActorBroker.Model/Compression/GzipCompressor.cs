using System.Buffers;
using System.IO.Compression;

namespace ActorBroker.Model.Compression;

/// <summary>Writes one gzip member (RFC 1952) with the base library.</summary>
internal static class GzipCompressor
{
    /// <summary>Levels 1 to 9 as zlib has them.</summary>
    public static readonly CompressionLevelRange Levels = new(1, 9, 6);

    /// <summary>The member of no content, which the base library leaves out.</summary>
    private static ReadOnlySpan<byte> EmptyMember =>
    [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff,
        0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ];

    public static void Compress(ReadOnlySpan<byte> source, IBufferWriter<byte> target, int level)
    {
        if (source.IsEmpty)
        {
            target.Write(EmptyMember);
            return;
        }

        using var output = new BufferWriterStream(target);
        using var member = new GZipStream(output, new ZLibCompressionOptions { CompressionLevel = level });
        member.Write(source);
    }
}
