using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>Both directions against the formats' own programs.</summary>
public sealed class CommandLineToolsTests
{
    /// <summary>More than the largest block of most options and the window of the fastest ones.</summary>
    private const int LargeBytes = 600_000;

    private static readonly int[] Sizes = [0, 1, 300, 65_537, 400_000];

    private static readonly string[] GzipOptions = ["-1", "-6", "-9"];

    private static readonly string[] Lz4Options =
        ["-1", "-9", "-12", "-B4 -BI", "-B4 -BD", "-B5 -BD -BX", "-B6 -BI -BX", "-B7 -BD --no-frame-crc", "-1 --content-size"];

    private static readonly string[] ZstdOptions =
        ["-1", "-3", "-9", "-19", "--fast=5", "--ultra -22 --long=23", "-3 --no-check", "-3 --check", "-3 --no-content-size", "-1 --no-compress-literals"];

    [ToolFact("gzip")]
    public void What_gzip_writes_we_read() => AssertWeRead("gzip", GzipOptions, block => Blocks.Inflate(CompressionCodec.Gzip, block));

    [ToolFact("lz4")]
    public void What_lz4_writes_we_read() => AssertWeRead("lz4", Lz4Options, block => Blocks.Inflate(CompressionCodec.Lz4, block));

    [ToolFact("zstd")]
    public void What_zstd_writes_both_readers_read() => AssertWeRead("zstd", ZstdOptions, block =>
    {
        var read = Blocks.InflateManaged(block);
        Assert.True(read.AsSpan().SequenceEqual(Blocks.InflateByLibrary(block)), "the readers differ");
        return read;
    });

    [ToolFact("gzip")]
    public void What_we_write_gzip_reads() => AssertToolReads("gzip", block => Blocks.Compress(CompressionCodec.Gzip, block));

    [ToolFact("lz4")]
    public void What_we_write_lz4_reads()
    {
        AssertToolReads("lz4", block => Blocks.Compress(CompressionCodec.Lz4, block));
        AssertToolReads("lz4", block => Blocks.Compress(CompressionCodec.Lz4, block, 12));
    }

    [ToolFact("zstd")]
    public void What_we_write_zstd_reads()
    {
        AssertToolReads("zstd", block => Blocks.Compress(CompressionCodec.Zstd, block));
        AssertToolReads("zstd", Blocks.ZstdManaged);
        AssertToolReads("zstd", block => Blocks.ZstdManaged(block, 12));
    }

    private static void AssertWeRead(string tool, string[] options, Func<byte[], byte[]> read)
    {
        foreach (var option in options)
        {
            foreach (var (kind, size) in Cases())
            {
                var source = Sample.Of(kind, size);
                var block = Tool.Run(tool, ["-c", "-q", .. option.Split(' ')], source);
                Assert.True(source.AsSpan().SequenceEqual(read(block)), $"{tool} {option}, {kind}, {size} bytes, seed {Sample.Seed}");
            }
        }
    }

    private static void AssertToolReads(string tool, Func<byte[], byte[]> write)
    {
        foreach (var (kind, size) in Cases())
        {
            var source = Sample.Of(kind, size);
            var read = Tool.Run(tool, ["-d", "-c", "-q"], write(source));
            Assert.True(source.AsSpan().SequenceEqual(read), $"{kind}, {size} bytes, seed {Sample.Seed}");
        }
    }

    private static IEnumerable<(string Kind, int Size)> Cases() =>
        Sizes.Select((size, index) => (Sample.Kinds[index], size)).Append(("records", LargeBytes)).Append(("skewed", 400_000));
}
