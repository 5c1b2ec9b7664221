using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ActorBroker.Log.Tests.Support;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>Apache Kafka's own tool reads what compaction leaves, batch by batch and record by record, and finds no fault in the indexes.</summary>
public sealed partial class KafkaReadsCompactedLogsTests
{
    private const string Kafka = "shared/peers/kafka/kafka";

    [ToolFact("java", Kafka)]
    public void Kafka_reads_a_compacted_log_as_we_do()
    {
        using var folder = new TempDirectory();
        var seed = Seeds.Next();
        var run = new RandomCompactionRun(seed, new RootedDisk(folder.Path));
        for (var round = 0; round < 6; round++)
        {
            run.Append(30);
            run.CloseAll();
            run.Fixture.Logs.Flush(checkpoint: true);
            run.Compact();
            run.Fixture.Now += TimeSpan.FromHours(2);
        }

        run.Fixture.Logs.Flush(checkpoint: true);
        run.Check();
        var directory = folder.Path + run.Fixture.Logs.Directory;

        Assert.True(run.Compactions >= 5, $"Seed {seed}");
        Assert.Equal(run.Fixture.Read().SelectMany(Lines), Dump(directory));
        CheckIndexes(directory);
    }

    private static IEnumerable<string> Dump(string directory)
    {
        var text = Encoding.UTF8.GetString(Tool.Run(
            Kafka, ["dump-log", "--deep-iteration", "--print-data-log", "--files", FilesOf(directory, "*.log")]));
        Assert.DoesNotContain("isvalid: false", text);
        foreach (var line in text.Split('\n'))
        {
            if (BatchLine().Match(line) is { Success: true } batch)
                yield return Join(batch);
            else if (RecordLine().Match(line) is { Success: true } record)
                yield return Join(record);
            else
                Assert.Matches("^(Dumping .*|Log starting offset: .*|)$", line);
        }
    }

    /// <summary>What Kafka prints of a batch and its records, from our own reading.</summary>
    private static IEnumerable<string> Lines(StoredBatch batch)
    {
        var horizon = batch.Horizon is { } at ? $"OptionalLong[{at}]" : "OptionalLong.empty";
        var codec = batch.Codec.ToString().ToLowerInvariant();
        var time = batch.IsLogAppendTime ? "LogAppendTime" : "CreateTime";
        var (producer, epoch) = (batch.Producer.Id, batch.Producer.Epoch);
        yield return Join(
            batch.Base, batch.Last, batch.Records.Count, batch.Producer.Sequence, producer, epoch, batch.LeaderEpoch,
            Lower(batch.Producer.IsTransactional), Lower(batch.IsControl), horizon, time, batch.MaxTimestamp, codec);
        foreach (var record in batch.Records)
        {
            var content = batch.IsControl
                ? $"endTxnMarker: {(batch.IsCommit == true ? "COMMIT" : "ABORT")} coordinatorEpoch: 0"
                : (record.Key is null ? "" : $"key: {record.Key} ") + (record.Value is null ? "" : $"payload: {record.Value}");
            yield return Join(record.Offset, record.Timestamp, record.Headers.Length > 0 ? "h,null" : "", content.TrimEnd());
        }
    }

    private static void CheckIndexes(string directory)
    {
        // The tool opens the offset index beside each time index, and cannot when it is missing: a segment of fewer bytes than the interval has none.
        foreach (var path in Directory.GetFiles(directory, "*.timeindex").Select(path => Path.ChangeExtension(path, ".index")))
        {
            if (!File.Exists(path))
                File.WriteAllBytes(path, []);
        }

        var indexes = $"{FilesOf(directory, "*.index")},{FilesOf(directory, "*.timeindex")}";
        var text = Encoding.UTF8.GetString(Tool.Run(Kafka, ["dump-log", "--verify-index-only", "--files", indexes]));
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("Dumping ", line, StringComparison.Ordinal));
    }

    private static string FilesOf(string directory, string pattern) =>
        string.Join(',', Directory.GetFiles(directory, pattern).Where(path => new FileInfo(path).Length > 0).Order(StringComparer.Ordinal));

    private static string Lower(bool value) => value ? "true" : "false";

    private static string Join(Match match) => Join([.. match.Groups.Values.Skip(1).Select(group => group.Value.TrimEnd())]);

    private static string Join(params object[] values) =>
        string.Join('|', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    [GeneratedRegex(
        @"^baseOffset: (\d+) lastOffset: (\d+) count: (\d+) baseSequence: (-?\d+) lastSequence: -?\d+ producerId: (-?\d+) producerEpoch: (-?\d+)"
        + @" partitionLeaderEpoch: (\d+) isTransactional: (\w+) isControl: (\w+) deleteHorizonMs: (\S+) position: \d+ (\w+): (-?\d+) size: \d+"
        + @" magic: 2 compresscodec: (\w+) crc: \d+ isvalid: true")]
    private static partial Regex BatchLine();

    [GeneratedRegex(@"^\| offset: (\d+) \w+: (-?\d+) keySize: -?\d+ valueSize: -?\d+ sequence: -?\d+ headerKeys: \[(.*?)\] ?(.*)$")]
    private static partial Regex RecordLine();
}
