using System.Text;
using ActorBroker.Log.Segments;

namespace ActorBroker.Log.Tests.Interchange;

/// <summary>
/// A log of several segments that Apache Kafka wrote: every codec, keys and headers, idempotent producers and a transactional one. Made once for all tests.
/// </summary>
public sealed class KafkaLog : IDisposable
{
    private const string Topic = "made-by-kafka";

    private static readonly string[] Codecs = ["none", "gzip", "snappy", "lz4", "zstd"];

    private readonly Lazy<(TempDirectory Folder, KafkaDump Dump)> _made = new(Make);

    /// <summary>Every record as Kafka's own tool prints it.</summary>
    internal List<DumpedRecord> Records => _made.Value.Dump.Records();

    /// <summary>The names and bytes of the partition's files.</summary>
    public Dictionary<string, byte[]> Files =>
        Directory.GetFiles(_made.Value.Folder.Path).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

    /// <summary>Puts copies of all files into a folder.</summary>
    public void CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in Files)
            File.WriteAllBytes($"{folder}/{name}", bytes);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_made.IsValueCreated)
            _made.Value.Folder.Dispose();
    }

    private static (TempDirectory, KafkaDump) Make()
    {
        var copy = new TempDirectory();
        using var broker = new KafkaBroker();
        broker.Run(
            "topics", null, "--create", "--topic", Topic, "--config", "segment.bytes=1048576", "--config", "index.interval.bytes=1024");
        var producers = Codecs.Select(codec => (Action)(() => ProduceMany(broker, codec))).ToArray();
        Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = 2 }, [.. producers, () => ProduceByHand(broker)]);
        broker.Stop();

        foreach (var file in Directory.GetFiles(broker.DirectoryOf(Topic)))
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        return (copy, KafkaDump.Of(copy.Path, [SegmentFileName.Log], "--deep-iteration", "--print-data-log"));
    }

    private static void ProduceMany(KafkaBroker broker, string codec)
    {
        string[] transactions = codec == "zstd" ? ["--transactional-id", "mover", "--transaction-duration-ms", "20"] : [];
        broker.Run(
            "producer-perf",
            null,
            ["--topic", Topic, "--num-records", "900", "--record-size", "1000", "--throughput", "-1", "--command-property", $"compression.type={codec}", .. transactions]);
    }

    private static void ProduceByHand(KafkaBroker broker)
    {
        var lines = new StringBuilder();
        for (var line = 0; line < 200; line++)
            lines.Append("trace:").Append(line).Append(",kind:x\tkey-").Append(line % 7).Append("\tvalue ").Append(line).Append('\n');
        broker.Run(
            "console-producer",
            Encoding.UTF8.GetBytes(lines.ToString()),
            "--topic",
            Topic,
            "--reader-property",
            "parse.key=true",
            "--reader-property",
            "parse.headers=true");
    }
}
