using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>One way to write a block and one to read it: each codec, and each form that its readers meet.</summary>
/// <param name="Name">What tests are told.</param>
/// <param name="IsChecked">Damage anywhere in the block is found, or changes nothing.</param>
/// <param name="Write">Makes a block.</param>
/// <param name="Open">Begins to read one, with an output limit.</param>
internal sealed record BlockFormat(
    string Name, bool IsChecked, Func<byte[], byte[]> Write, Func<byte[], long, Decompressor> Open)
{
    /// <summary>All of them. Where libzstd is not installed the managed reader and writer stand in for it.</summary>
    public static IReadOnlyList<BlockFormat> All { get; } =
    [
        Of("gzip", CompressionCodec.Gzip, isChecked: true),
        Of("snappy, framed", CompressionCodec.Snappy),
        Of("snappy, raw", CompressionCodec.Snappy) with { Write = Blocks.SnappyRaw },
        Of("lz4", CompressionCodec.Lz4),
        Of("lz4, all checksums", CompressionCodec.Lz4, isChecked: true) with { Write = Blocks.Lz4Checked },
        Of("lz4, linked blocks", CompressionCodec.Lz4) with { Write = Blocks.Lz4Linked },
        Of("zstd, managed writer", CompressionCodec.Zstd) with { Write = Blocks.ZstdManaged },
        new("zstd, libzstd", false, Blocks.Zstd, OpenByLibrary),
        new("zstd, managed reader", false, Blocks.Zstd, OpenManaged),
        new("zstd, managed reader, checksum", true, Blocks.ZstdChecked, OpenManaged),
    ];

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(format => format.Name)];

    public static BlockFormat Find(string name) => All.Single(format => format.Name == name);

    /// <summary>Reads a whole block.</summary>
    public byte[] Read(byte[] block, long outputBytesMax = Blocks.NoLimit, int stepBytes = 4_096)
    {
        using var decompressor = Open(block, outputBytesMax);
        return Blocks.ReadToEnd(decompressor, stepBytes);
    }

    private static BlockFormat Of(string name, CompressionCodec codec, bool isChecked = false) => new(
        name, isChecked, source => Blocks.Compress(codec, source), (block, limit) => CompressionCodecs.OpenRead(codec, block, limit));

    private static ZstdDecompressor OpenByLibrary(byte[] block, long limit) => new(block, limit, ZstdLibrary.Installed is not null);

    private static ZstdDecompressor OpenManaged(byte[] block, long limit) => new(block, limit, usesLibrary: false);
}
