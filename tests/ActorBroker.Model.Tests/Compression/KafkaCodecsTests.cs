using System.Globalization;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>
/// Both directions against the codecs of Kafka's Java client, by <c>KafkaCodecs.java</c>, which one run of Java compiles
/// and executes.
/// </summary>
public sealed class KafkaCodecsTests
{
    private const string Kafka = "shared/peers/kafka/kafka";
    private static readonly string[] Kinds = ["random", "records", "skewed"];
    private static readonly int[] Sizes = [0, 1_000, 65_537, 200_000];

    [ToolFact("java", Kafka)]
    public void Kafka_reads_what_we_write_and_we_read_what_Kafka_writes()
    {
        using var folder = new TempDirectory();
        WritePlain(folder);
        WriteOurs(folder);

        var source = Path.Combine(Repository.Root, "tests/ActorBroker.Model.Tests/Compression/KafkaCodecs.java");
        var libraries = Path.Combine(Path.GetDirectoryName(Tool.Find(Kafka))!, "libs", "*");
        Tool.Run("java", ["-cp", libraries, source, folder.Path]);

        AssertAllEqual(folder, "*.java", JavasContent);
        AssertAllEqual(folder, "*.read", File.ReadAllBytes);
    }

    private static void WritePlain(TempDirectory folder)
    {
        foreach (var kind in Kinds)
        {
            foreach (var size in Sizes)
                File.WriteAllBytes(Path.Combine(folder.Path, $"{kind}-{size}.plain"), Sample.Of(kind, size));
        }
    }

    private static void WriteOurs(TempDirectory folder)
    {
        foreach (var path in Directory.GetFiles(folder.Path, "*.plain"))
        {
            var source = File.ReadAllBytes(path);
            foreach (var (name, block) in OursOf(source))
                File.WriteAllBytes(Path.ChangeExtension(path, $"{name}.ours"), block);
        }
    }

    private static IEnumerable<(string Name, byte[] Block)> OursOf(byte[] source) =>
    [
        ("gzip", Blocks.Compress(CompressionCodec.Gzip, source)),
        ("snappy", Blocks.Compress(CompressionCodec.Snappy, source)),
        ("snappyraw", Blocks.SnappyRaw(source)),
        ("lz4", Blocks.Compress(CompressionCodec.Lz4, source)),
        ("lz4@12", Blocks.Compress(CompressionCodec.Lz4, source, 12)),
        ("zstd", Blocks.Compress(CompressionCodec.Zstd, source)),
        ("zstd@managed", Blocks.ZstdManaged(source)),
    ];

    private static byte[] JavasContent(string path)
    {
        var codec = Path.GetFileName(path).Split('.')[1].Split('@')[0];
        var block = File.ReadAllBytes(path);
        if (codec == "zstd")
            Assert.Equal(Blocks.InflateByLibrary(block), Blocks.InflateManaged(block));
        return Blocks.Inflate(codec == "snappyraw" ? CompressionCodec.Snappy : Enum.Parse<CompressionCodec>(codec, ignoreCase: true), block);
    }

    private static void AssertAllEqual(TempDirectory folder, string pattern, Func<string, byte[]> contentOf)
    {
        var paths = Directory.GetFiles(folder.Path, pattern);
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var name = Path.GetFileName(path).Split('.')[0].Split('-');
            var source = Sample.Of(name[0], int.Parse(name[1], CultureInfo.InvariantCulture));
            Assert.True(source.AsSpan().SequenceEqual(contentOf(path)), $"{Path.GetFileName(path)}, seed {Sample.Seed}");
        }
    }
}
