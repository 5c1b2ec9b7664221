using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Records;

/// <summary>The codecs that tests go through.</summary>
internal static class Codecs
{
    public static IReadOnlyList<CompressionCodec> Compressing { get; } =
        [CompressionCodec.Gzip, CompressionCodec.Snappy, CompressionCodec.Lz4, CompressionCodec.Zstd];

    public static IReadOnlyList<CompressionCodec> All { get; } = [CompressionCodec.None, .. Compressing];
}
