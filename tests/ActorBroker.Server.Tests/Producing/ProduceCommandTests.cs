using System.Text;
using System.Text.Json;
using ActorBroker.Model.Partitioning;
using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Producing;

public sealed class ProduceCommandTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    [Theory]
    [InlineData("none", "all")]
    [InlineData("gzip", "all")]
    [InlineData("snappy", "1")]
    [InlineData("lz4", "0")]
    [InlineData("zstd", "all")]
    public void Records_of_any_bytes_come_back_as_they_were_with_each_codec(string codec, string acks)
    {
        var seed = Seeds.Next();
        var lines = RandomLines(new Random(seed), 200);
        var topic = $"bytes-{codec}";

        broker.Produce(topic, string.Concat(lines), "--format", "json", "--compression", codec, "--acks", acks);
        var printed = broker.Done("consume", topic, "-n", "200", "--output", "json").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(lines.Select(Content).SequenceEqual(printed.Select(Content)), $"Seed {seed}, {codec}: what came back differs.");
    }

    [Fact]
    public void Lines_become_keys_values_headers_and_tombstones()
    {
        broker.Produce("shapes", "a:1\nb:\n:x\nplain\n\nlast", "-K", ":", "-Z", "-H", "n=1", "-H", "m=é");

        var records = Consumed("shapes");

        Assert.Equal(
            ["a=1", "b=null", "=x", "null=plain", "null=null", "null=last"],
            records.Select(record => $"{Text(record, "key")}={Text(record, "value")}"));
        Assert.All(records, record => Assert.Equal(
            """[{"key":"n","value":"1"},{"key":"m","value":"é"}]""", record.GetProperty("headers").GetRawText()));
    }

    [Fact]
    public void Keys_go_where_clients_of_java_put_them()
    {
        broker.CreateTopic("keyed", 7);

        broker.Produce("keyed", string.Concat(Enumerable.Range(0, 100).Select(key => $"k{key}:v\n")), "-K", ":");

        Assert.All(Consumed("keyed"), record => Assert.Equal(
            Murmur2.Partition(Encoding.UTF8.GetBytes(Text(record, "key")), 7).Value, record.GetProperty("partition").GetInt32()));
    }

    [Fact]
    public void What_was_written_is_printed_when_that_is_asked_for()
    {
        broker.Produce("printed", "first");

        var text = broker.RunProcess(ExitCode.Done, ["produce", "printed", "--print"], "a\nb\n").Output;
        var json = broker.RunProcess(ExitCode.Done, ["produce", "printed", "--print", "--output", "json"], "c\n").Output;

        Assert.Equal("printed-0 1\nprinted-0 2\n", text);
        Assert.Equal(3, JsonDocument.Parse(json).RootElement.GetProperty("offset").GetInt64());
    }

    [Fact]
    public void A_record_larger_than_a_batch_travels_alone_and_one_larger_than_allowed_is_told()
    {
        var large = new string('x', 500_000);

        broker.Produce("large", $"small\n{large}\nsmall\n", "--batch-bytes", "1000");
        var refused = broker.RunProcess(ExitCode.Failed, ["produce", "large"], new string('x', 2_000_000));

        Assert.Equal([5, 500_000, 5], Consumed("large").Select(record => Text(record, "value").Length));
        Assert.Contains("MESSAGE_TOO_LARGE", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_line_is_told_with_its_number_and_those_before_it_are_written()
    {
        var failed = broker.RunProcess(ExitCode.Failed, ["produce", "wrong", "--format", "json"], "{\"value\":\"good\"}\n{\"value\":1}\n");

        Assert.Contains("line 2: 'value' is neither a string nor null.", failed.Errors, StringComparison.Ordinal);
        Assert.Equal(["good"], Consumed("wrong").Select(record => Text(record, "value")));
    }

    [Theory]
    [InlineData("is not KEY=VALUE", "-H", "x")]
    [InlineData("the lines themselves have the keys", "--format", "json", "-k", "x")]
    [InlineData("--key-delimiter", "-K", "\\q")]
    [InlineData("--batch-bytes must be", "--batch-bytes", "1")]
    [InlineData("--file", "-f", "/no/such/file")]
    [InlineData("Must be one of", "--acks", "2")]
    public void A_wrong_option_is_told(string expected, params string[] options)
    {
        Assert.Contains(expected, broker.RunProcess(ExitCode.WrongUsage, ["produce", "x", .. options]).Errors, StringComparison.OrdinalIgnoreCase);
    }

    [ToolFact("kcat")]
    public void Kcat_reads_what_was_produced_and_the_other_way()
    {
        broker.Produce("ours", "a:1\nb:2\n", "-K", ":", "-z", "zstd");
        Tool.Run("kcat", ["-P", "-b", broker.Address, "-t", "theirs", "-K", ":", "-H", "h=1", "-z", "snappy"], "c:3\nd:4\n"u8.ToArray());

        var byKcat = Tool.Run("kcat", ["-C", "-b", broker.Address, "-t", "ours", "-o", "beginning", "-e", "-q", "-f", "%k=%s "]);
        var byUs = broker.Done("consume", "theirs", "-e", "-f", "%k=%v[%h] ");

        Assert.Equal("a=1 b=2 ", Encoding.UTF8.GetString(byKcat));
        Assert.Equal("c=3[h=1] d=4[h=1] ", byUs);
    }

    private static List<string> RandomLines(Random random, int count) => [.. Enumerable.Range(0, count).Select(index =>
    {
        var record = new Dictionary<string, object?> { ["timestamp"] = random.NextInt64(1_000_000_000_000, 1_700_000_000_000) };
        record["keyBase64"] = random.Next(4) == 0 ? null : Bytes(random, random.Next(300));
        record["valueBase64"] = random.Next(4) == 0 ? null : Bytes(random, random.Next(300));
        record["headers"] = Enumerable.Range(0, random.Next(3)).Select(header => new { key = $"h{header}", valueBase64 = random.Next(3) == 0 ? null : Bytes(random, 5) });
        return JsonSerializer.Serialize(record) + "\n";
    })];

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Content(string line)
    {
        var record = JsonDocument.Parse(line).RootElement;
        var headers = record.GetProperty("headers").EnumerateArray().Select(header => $"{header.GetProperty("key")}={Hex(header, "value")}");
        return $"{record.GetProperty("timestamp")} {Hex(record, "key")} {Hex(record, "value")} {string.Join(',', headers)}";
    }

    private static string Hex(JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
            return Convert.ToHexString(Encoding.UTF8.GetBytes(text.GetString()!));
        return element.TryGetProperty(name + "Base64", out var bytes) && bytes.ValueKind == JsonValueKind.String ? Convert.ToHexString(bytes.GetBytesFromBase64()) : "null";
    }

    private static string Text(JsonElement record, string name) => record.GetProperty(name).GetString() ?? "null";

    private List<JsonElement> Consumed(string topic) =>
        [.. broker.Done("consume", topic, "-e", "--output", "json").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
