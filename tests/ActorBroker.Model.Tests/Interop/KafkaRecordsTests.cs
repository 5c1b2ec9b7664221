using System.Text;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;
using ActorBroker.Model.Tests.Records;

namespace ActorBroker.Model.Tests.Interop;

/// <summary>Batches go through Kafka's own code, in both directions; one run of Java serves all tests.</summary>
public sealed class KafkaRecordsTests
{
    private const string Java = "java";
    private const string Kafka = "shared/peers/kafka/kafka";
    private const string RebuiltMark = "rebuilt ";

    private static readonly byte[][] Batches =
    [
        .. Codecs.All.Select(codec => SmallRecords(new() { Codec = codec, BaseOffset = new Offset(7), LeaderEpoch = new LeaderEpoch(3) })),
        SmallRecords(new() { ProducerId = new ProducerId(11), ProducerEpoch = new ProducerEpoch(2), BaseSequence = new Sequence(int.MaxValue), IsTransactional = true }),
        .. Codecs.All.Select(codec => LargeRecords(new() { Codec = codec })),
        new EndTransactionMarker(IsCommit: true, CoordinatorEpoch: 5).ToBatch(new ProducerId(11), new ProducerEpoch(2), RawBatch.Now),
    ];

    private static readonly Lazy<string[]> Answer = new(AskKafka);

    [ToolFact(Java, Kafka)]
    public void Kafka_reads_from_our_batches_what_was_put_in()
    {
        var expected = Batches.SelectMany(bytes => RecordBatchText.Of(bytes));

        Assert.Equal(expected, Answer.Value.Where(line => !line.StartsWith(RebuiltMark, StringComparison.Ordinal)));
    }

    [ToolFact(Java, Kafka)]
    public void Batches_that_Kafka_builds_of_the_same_records_are_valid_and_read_the_same()
    {
        var rebuilt = Rebuilt();

        Assert.Equal(Batches.Length * Enum.GetValues<CompressionCodec>().Length, rebuilt.Count);
        foreach (var (original, codec, bytes) in rebuilt.Where(batch => Codecs.All.Contains(batch.Codec)))
        {
            var result = RecordBatchValidator.Validate(bytes, new() { Origin = RecordBatchOrigin.Coordinator }, RawBatch.Now);
            Assert.True(result.IsValid, $"{codec}: {result.Fault.Message}");
            Assert.Equal(RecordBatchText.OfRecords(original), RecordBatchText.OfRecords(bytes));
        }
    }

    [ToolFact(Java, Kafka)]
    public void Batches_without_compression_are_the_same_byte_for_byte()
    {
        var plain = Rebuilt()
            .Where(batch => batch.Codec == CompressionCodec.None && RecordBatch.OpenHeader(batch.Original).Codec == CompressionCodec.None)
            .ToList();

        Assert.NotEmpty(plain);
        foreach (var (original, _, bytes) in plain)
            Assert.Equal(Convert.ToHexStringLower(original), Convert.ToHexStringLower(bytes));
    }

    private static List<(byte[] Original, CompressionCodec Codec, byte[] Bytes)> Rebuilt()
    {
        var rebuilt = new List<(byte[], CompressionCodec, byte[])>();
        foreach (var line in Answer.Value.Where(line => line.StartsWith(RebuiltMark, StringComparison.Ordinal)))
        {
            var words = line.Split(' ');
            var original = Batches[rebuilt.Count / Enum.GetValues<CompressionCodec>().Length];
            rebuilt.Add((original, Enum.Parse<CompressionCodec>(words[1], ignoreCase: true), Convert.FromHexString(words[2])));
        }

        return rebuilt;
    }

    private static string[] AskKafka()
    {
        var libraries = Path.Combine(Path.GetDirectoryName(Tool.Find(Kafka))!, "libs", "*");
        var program = Path.Combine(AppContext.BaseDirectory, "Interop", "KafkaRecords.java");
        var output = Tool.Run(Java, ["-cp", libraries, program], [.. Batches.SelectMany(batch => batch)]);
        return Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static byte[] SmallRecords(RecordBatchOptions options)
    {
        using var builder = new RecordBatchBuilder(options);
        builder.TryAppend(RawBatch.Now, "key"u8, "value"u8);
        builder.TryAppend(RawBatch.Now - 100_000, NullableBytes.Null, ""u8, [new RecordHeader("a", null), new RecordHeader("", []), new RecordHeader("größe", [1, 2, 3])]);
        builder.TryAppend(RawBatch.Now, ""u8, NullableBytes.Null);
        for (var i = 0; i < 200; i++)
            builder.TryAppend(RawBatch.Now - i, BitConverter.GetBytes(i), new byte[i]);
        return builder.ToArray();
    }

    private static byte[] LargeRecords(RecordBatchOptions options)
    {
        using var builder = new RecordBatchBuilder(options);
        var value = new byte[200_000];
        new Random(1).NextBytes(value.AsSpan(0, 100_000));
        builder.TryAppend(RawBatch.Now, "large"u8, value);
        builder.TryAppend(RawBatch.Now, value, "large key"u8);
        return builder.ToArray();
    }
}
