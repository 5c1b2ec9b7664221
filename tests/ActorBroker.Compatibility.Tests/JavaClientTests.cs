using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>Kafka's own clients, of four versions, and what its tools show of the brokers' data; how they administer is in <see cref="ComparisonTests"/>.</summary>
public sealed class JavaClientTests : IDisposable
{
    private readonly TempDirectory _data = new();
    private readonly ServerProcess _server;

    public JavaClientTests() => _server = new ServerProcess(_data.Path);

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java")]
    public void Producers_of_every_version_deliver_what_they_say()
    {
        foreach (var version in (string[])["4.3.1", "3.9.1", "2.8.2", "1.1.1"])
        {
            var topic = $"perf-{version}";
            Run(version, "producer-perf", "--topic", topic, "--num-records", "5000", "--record-size", "200", "--throughput", "-1",
                "--producer-props", $"bootstrap.servers={_server.Address}", "acks=all");

            Assert.Equal(5_000, EndOf(topic));
        }
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java")]
    public void A_verifiable_producer_has_each_record_acknowledged_and_a_consumer_reads_them_all()
    {
        var output = Run("4.3.1", "verifiable-producer", "--topic", "verified", "--max-messages", "1000", "--bootstrap-server", _server.Address);

        var acknowledged = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("name").GetString() == "producer_send_success")
            .ToDictionary(line => line.GetProperty("offset").GetInt64(), line => line.GetProperty("value").GetString());
        Assert.Equal(1_000, acknowledged.Count);
        Assert.Equal(acknowledged.OrderBy(sent => sent.Key).Select(sent => sent.Value), Consume("verified", 1_000));
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java")]
    public void Partitions_and_configurations_are_altered_by_Kafkas_tools()
    {
        Topics("--create", "--topic", "altered");

        Topics("--alter", "--topic", "altered", "--partitions", "4");
        Configs("--alter", "--entity-type", "topics", "--entity-name", "altered", "--add-config", "retention.ms=1000,cleanup.policy=[compact,delete]");
        Configs("--alter", "--entity-type", "brokers", "--entity-default", "--add-config", "log.segment.bytes=2000000");

        var described = Topics("--describe", "--topic", "altered");
        Assert.Contains("PartitionCount: 4", described, StringComparison.Ordinal);
        Assert.Contains("cleanup.policy=compact,delete", described, StringComparison.Ordinal);
        Assert.Contains("segment.bytes=2000000", described, StringComparison.Ordinal);
        Assert.Contains("log.segment.bytes=2000000", Configs("--describe", "--entity-type", "brokers", "--entity-default"), StringComparison.Ordinal);
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public void Deleted_records_are_gone_for_every_client_and_the_rest_is_there()
    {
        Kcat("trimmed", [.. Enumerable.Range(0, 10).Select(number => $"{number}")]);
        var plan = Path.Combine(_data.Path, "delete.json");
        File.WriteAllText(plan, """{"version":1,"partitions":[{"topic":"trimmed","partition":0,"offset":7}]}""");

        var told = Tools("delete-records", "--offset-json-file", plan);

        Assert.Contains("partition: trimmed-0\tlow_watermark: 7", told, StringComparison.Ordinal);
        Assert.Equal(["7", "8", "9"], Consume("trimmed", 3));
        Assert.Equal("trimmed:0:7", Tools("offsets", "--topic", "trimmed", "--time", "earliest").Trim());
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public void A_topic_with_append_times_gives_every_client_the_brokers_time()
    {
        Topics("--create", "--topic", "stamped", "--config", "message.timestamp.type=LogAppendTime");

        foreach (var codec in (string[])["none", "lz4"])
            Kcat("stamped", ["a", "b"], "-z", codec);

        var read = Consume("stamped", 4, "--formatter-property", "print.timestamp=true");
        Assert.All(read, line => Assert.StartsWith("LogAppendTime:", line, StringComparison.Ordinal));
        Assert.Equal(["a", "b", "a", "b"], read.Select(line => line.Split('\t')[1]));
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public void Log_directories_are_described_by_Kafkas_tool()
    {
        Kcat("stored", ["a", "b"]);

        var described = Tools("log-dirs", "--describe", "--topic-list", "stored");

        var json = described.Split('\n').Single(line => line.StartsWith('{'));
        var directory = JsonDocument.Parse(json).RootElement.GetProperty("brokers")[0].GetProperty("logDirs")[0];
        Assert.Equal(JsonValueKind.Null, directory.GetProperty("error").ValueKind);
        var partition = Assert.Single(directory.GetProperty("partitions").EnumerateArray());
        Assert.Equal("stored-0", partition.GetProperty("partition").GetString());
        Assert.InRange(partition.GetProperty("size").GetInt64(), 60, 1_000);
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public void Producers_are_described_by_Kafkas_tool()
    {
        Kcat("written", ["a", "b", "c"], "-X", "enable.idempotence=true");

        var described = Tools("transactions", "describe-producers", "--topic", "written", "--partition", "0");

        var lines = described.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal("ProducerId", lines[0][0]);
        Assert.Equal(("0", "2", "None"), (lines[1][1], lines[1][3], lines[1][5]));
    }

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
    }

    private string Topics(params string[] arguments) => Tools(["topics", .. arguments]);

    private string Configs(params string[] arguments) => Tools(["configs", .. arguments]);

    private string Tools(params string[] arguments) => KafkaTools.Run(_server.Address, arguments);

    private string[] Consume(string topic, int count, params string[] options) => Tools(
        ["console-consumer", "--topic", topic, "--partition", "0", "--offset", "earliest", "--max-messages", $"{count}", .. options])
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Kcat(string topic, string[] lines, params string[] options) => Tool.Run(
        "kcat", ["-P", "-b", _server.Address, "-t", topic, .. options], Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private long EndOf(string topic)
    {
        // One line for each partition: topic, partition, offset, between colons.
        var line = Tools("offsets", "--topic", topic).Trim();
        return long.Parse(line.Split(':')[2], CultureInfo.InvariantCulture);
    }

    private static string Run(string version, params string[] arguments) => Encoding.UTF8.GetString(Tool.Run(
        KafkaProcess.Program, arguments,
        environment: new Dictionary<string, string> { ["KAFKA_CLIENT"] = version, ["KAFKA_HEAP"] = "-Xmx128m", ["KAFKA_JVM"] = VerifiableConsumer.ShortLived }));
}
