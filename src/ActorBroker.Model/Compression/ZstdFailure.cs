namespace ActorBroker.Model.Compression;

/// <summary>The exceptions of the Zstandard reader's parts.</summary>
internal static class ZstdFailure
{
    public static CompressionException Corrupt(long position, string reason) =>
        new(CompressionCodec.Zstd, CompressionFault.Corrupt, position, reason);

    public static CompressionException Truncated(long position, string reason) =>
        new(CompressionCodec.Zstd, CompressionFault.Truncated, position, reason);

    public static CompressionException Unsupported(long position, string reason) =>
        new(CompressionCodec.Zstd, CompressionFault.Unsupported, position, reason);
}
