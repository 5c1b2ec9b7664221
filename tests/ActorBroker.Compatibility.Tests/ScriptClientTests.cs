using System.Globalization;
using System.Text;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>Clients of other languages, each as a script of its users': what one writes, kcat reads, and the other way round, in groups that go on where they were.</summary>
public sealed class ScriptClientTests : IDisposable
{
    private const int Count = 200;

    private readonly TempDirectory _data = new();
    private readonly ServerProcess _server;

    public ScriptClientTests() => _server = new ServerProcess(
        _data.Path, "-X", "group.initial.rebalance.delay.ms=0", "-X", "actorbroker.controller.partition-count-default=3");

    [ToolFact("confluent-kafka-python", "kcat")]
    public void Confluents_client_for_Python_writes_and_reads() => WritesAndReads("confluent-kafka-python");

    [ToolFact("kafka-python", "kcat")]
    public void Kafka_python_writes_and_reads() => WritesAndReads("kafka-python");

    [ToolFact("kafkajs", "kcat")]
    public void Kafkajs_writes_and_reads() => WritesAndReads("kafkajs");

    [ToolFact("platformatic-kafka", "kcat")]
    public void Platformatics_client_writes_and_reads() => WritesAndReads("platformatic-kafka");

    [ToolFact("sarama", "kcat")]
    public void Sarama_writes_and_reads() => WritesAndReads("sarama");

    [ToolFact("confluent-kafka-dotnet", "kcat")]
    public void Confluents_client_for_NET_writes_and_reads() => WritesAndReads("confluent-kafka-dotnet");

    [ToolFact("sarama", "kcat")]
    public void Sarama_writes_as_clients_of_several_versions_do_with_several_codecs()
    {
        var written = Values("versions");

        Tool.Run("sarama", ScriptClient.Of("sarama").Arguments(_server.Address, "versions", "versions"), Bytes(written));

        Assert.Equal(written, Sorted(Tool.Run("kcat", ["-C", "-q", "-e", "-b", _server.Address, "-t", "versions", "-o", "beginning", "-f", "%s\n"])));
    }

    [ToolTheory("confluent-kafka-python", "kafka-python", "kafkajs", "platformatic-kafka", "sarama", "confluent-kafka-dotnet", "kcat")]
    [InlineData("confluent-kafka-python")]
    [InlineData("kafka-python")]
    [InlineData("kafkajs")]
    [InlineData("platformatic-kafka")]
    [InlineData("sarama")]
    [InlineData("confluent-kafka-dotnet")]
    public void Reading_begins_at_a_time(string tool)
    {
        Tool.Run("kcat", ["-P", "-b", _server.Address, "-t", "timed"], Bytes(Values("before")));
        Tool.Run("kcat", ["-P", "-b", _server.Address, "-t", "timed"], Bytes(Values("after")));
        (long Time, string Value)[] records = [.. Sorted(Tool.Run("kcat", ["-C", "-q", "-e", "-b", _server.Address, "-t", "timed", "-o", "beginning", "-f", "%T %s\n"]))
            .Select(line => line.Split(' ')).Select(fields => (long.Parse(fields[0], CultureInfo.InvariantCulture), fields[1]))];
        var middle = records[Count].Time;

        var read = Sorted(Tool.Run(tool, ScriptClient.Of(tool).Arguments(_server.Address, "since", "timed", $"{middle}")));

        Assert.Equal(records.Where(record => record.Time >= middle).Select(record => record.Value).Order(StringComparer.Ordinal), read);
    }

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
    }

    private void WritesAndReads(string tool)
    {
        var client = ScriptClient.Of(tool);
        var written = Values("written");
        Tool.Run(tool, client.Arguments(_server.Address, "produce", "written"), Bytes(written));
        Assert.Equal(written, Sorted(Tool.Run("kcat", ["-C", "-q", "-e", "-b", _server.Address, "-t", "written", "-o", "beginning", "-f", "%s\n"])));

        foreach (var round in (string[])["first", "second"])
        {
            var values = Values(round);
            Tool.Run("kcat", ["-P", "-b", _server.Address, "-t", "read", "-K", ":"], Bytes([.. values.Select(value => $"{value}:{value}")]));

            // The second time only what is new: the group committed what it read.
            Assert.Equal(values, Sorted(Tool.Run(tool, client.Arguments(_server.Address, "consume", "read", "readers", $"{Count}"))));
        }
    }

    private static string[] Values(string prefix) => [.. Enumerable.Range(0, Count).Select(number => $"{prefix}-{number:D3}")];

    private static byte[] Bytes(string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    private static string[] Sorted(byte[] output) =>
        [.. Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
