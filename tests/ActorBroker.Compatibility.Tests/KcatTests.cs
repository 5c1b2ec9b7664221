using System.Text;

namespace ActorBroker.Compatibility.Tests;

/// <summary>kcat, and with it librdkafka, which most clients outside Java are made of.</summary>
public sealed class KcatTests : IDisposable
{
    private const string Fields = "%o|%k|%s|%h\n";

    private readonly TempDirectory _data = new();
    private ServerProcess? _server;

    private ServerProcess Server => _server ??= new ServerProcess(_data.Path);

    [ToolFact("kcat")]
    public void What_kcat_produces_with_every_codec_it_consumes_byte_by_byte()
    {
        foreach (var codec in (string[])["none", "gzip", "snappy", "lz4", "zstd"])
        {
            var lines = Enumerable.Range(0, 2_000).Select(number => $"{codec} {number} {new string('x', number % 97)}").ToArray();

            Produce($"codec-{codec}", lines, "-z", codec);

            Assert.Equal(lines, Consume($"codec-{codec}", "%s\n"));
        }
    }

    [ToolFact("kcat")]
    public void Keys_headers_and_null_values_are_kept()
    {
        Produce("kept", ["k1:v1", "k2:", "k3:v3"], "-K", ":", "-Z", "-H", "trace=7");

        Assert.Equal(["0|k1|v1|trace=7", "1|k2||trace=7", "2|k3|v3|trace=7"], Consume("kept", Fields));
        Assert.Equal(["-1"], Consume("kept", "%S\n").Where(length => length == "-1"));
    }

    [ToolFact("kcat")]
    public void A_record_of_a_megabyte_goes_through()
    {
        var large = new string('y', 1_000_000);

        Produce("large", [large], "-X", "message.max.bytes=1048588");

        Assert.Equal([large], Consume("large", "%s\n"));
    }

    [ToolFact("kcat")]
    public void Every_kind_of_acknowledgement_and_idempotence_store_each_record_once()
    {
        string[][] kinds = [["acks=0"], ["acks=1"], ["acks=all"], ["enable.idempotence=true"]];
        foreach (var settings in kinds)
        {
            var topic = $"acks-{settings[0].Replace('=', '-')}";
            var lines = Enumerable.Range(0, 500).Select(number => $"record {number}").ToArray();

            Produce(topic, lines, [.. settings.SelectMany(setting => (string[])["-X", setting])]);

            Assert.Equal(lines, ConsumeCount(topic, lines.Length));
        }
    }

    [ToolFact("kcat")]
    public void Reading_begins_at_a_time_or_counted_from_the_end()
    {
        Produce("seek", [.. Enumerable.Range(0, 100).Select(number => $"{number}")]);
        var times = Consume("seek", "%T\n").Select(long.Parse).ToArray();

        Assert.Equal(100 - times.Count(time => time < times[50]), Consume("seek", "%s\n", "-o", $"s@{times[50]}").Length);
        Assert.Equal(["97", "98", "99"], Consume("seek", "%s\n", "-o", "-3"));
        Assert.Empty(Consume("seek", "%s\n", "-o", "end"));
    }

    [ToolFact("kcat")]
    public void Metadata_lists_the_broker_and_its_topics()
    {
        Produce("listed", ["a"]);

        var listing = Encoding.UTF8.GetString(Tool.Run("kcat", ["-L", "-b", Server.Address]));

        Assert.Contains($"broker 1 at {Server.Address}", listing, StringComparison.Ordinal);
        Assert.Contains("topic \"listed\" with 1 partitions", listing, StringComparison.Ordinal);
    }

    [ToolFact("kcat")]
    public void Nothing_acknowledged_is_lost_when_the_broker_is_killed_round_after_round()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("ACTORBROKER_KILL_ROUNDS"), out var number) ? number : 4;
        var expected = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            var lines = Enumerable.Range(0, 300).Select(index => $"round {round} record {index}").ToArray();
            Produce("survivors", lines, "-X", "acks=all");
            expected.AddRange(lines);
            Server.Kill();
            Restart();

            Assert.Equal(expected, Consume("survivors", "%s\n"));
        }
    }

    [ToolFact("kcat")]
    public void A_stop_is_clean_and_the_next_start_serves_the_same()
    {
        Produce("stays", ["a", "b"]);

        Assert.Equal(0, Server.Stop());
        Restart();

        Assert.Equal(["a", "b"], Consume("stays", "%s\n"));
        Assert.DoesNotContain("recovered", Server.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server?.Dispose();
        _data.Dispose();
    }

    private void Restart()
    {
        _server!.Dispose();
        _server = new ServerProcess(_data.Path);
    }

    private void Produce(string topic, string[] lines, params string[] options) => Tool.Run(
        "kcat", ["-P", "-b", Server.Address, "-t", topic, .. options], Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    private string[] Consume(string topic, string format, params string[] options) => Lines(Tool.Run(
        "kcat", ["-C", "-q", "-e", "-b", Server.Address, "-t", topic, "-f", format, .. options.Length == 0 ? ["-o", "beginning"] : options]));

    /// <summary>Reads so many, waiting for them: with acks=0 kcat ends before the broker has them.</summary>
    private string[] ConsumeCount(string topic, int count) => Lines(Tool.Run(
        "kcat", ["-C", "-q", "-b", Server.Address, "-t", topic, "-f", "%s\n", "-o", "beginning", "-c", $"{count}"]));

    private static string[] Lines(byte[] output) => Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
