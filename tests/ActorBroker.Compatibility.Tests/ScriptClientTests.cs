using System.Text;

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
    public void Confluents_client_for_Python_writes_and_reads() => WritesAndReads("confluent-kafka-python", "confluent-kafka-client.py");

    [ToolFact("kafka-python", "kcat")]
    public void Kafka_python_writes_and_reads() => WritesAndReads("kafka-python", "kafka-python-client.py");

    [ToolFact("kafkajs", "kcat")]
    public void Kafkajs_writes_and_reads() => WritesAndReads("kafkajs", "kafkajs-client.js");

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
    }

    private void WritesAndReads(string tool, string script)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Scripts", script);
        var written = Values("written");
        Tool.Run(tool, [program, _server.Address, "produce", "written"], Bytes(written));
        Assert.Equal(written, Sorted(Tool.Run("kcat", ["-C", "-q", "-e", "-b", _server.Address, "-t", "written", "-o", "beginning", "-f", "%s\n"])));

        foreach (var round in (string[])["first", "second"])
        {
            var values = Values(round);
            Tool.Run("kcat", ["-P", "-b", _server.Address, "-t", "read", "-K", ":"], Bytes([.. values.Select(value => $"{value}:{value}")]));

            // The second time only what is new: the group committed what it read.
            Assert.Equal(values, Sorted(Tool.Run(tool, [program, _server.Address, "consume", "read", "readers", $"{Count}"])));
        }
    }

    private static string[] Values(string prefix) => [.. Enumerable.Range(0, Count).Select(number => $"{prefix}-{number:D3}")];

    private static byte[] Bytes(string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    private static string[] Sorted(byte[] output) =>
        [.. Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
