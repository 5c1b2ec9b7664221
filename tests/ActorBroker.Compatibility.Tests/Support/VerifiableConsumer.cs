using System.Text.Json;

namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>Kafka's verifiable consumer as a member of a group, each with the next version of the Java client.</summary>
internal sealed class VerifiableConsumer
{
    /// <summary>What tests call it.</summary>
    public const string Client = "java";

    /// <summary>How a Java of a client's is started that lives for seconds: what makes a long run fast makes theirs slow.</summary>
    public const string ShortLived = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /// <summary>All that Kafka 4 serves; the oldest knows neither static members nor cooperative ones.</summary>
    private static readonly string[] Versions = ["4.3.1", "2.8.2", "1.1.1", "3.9.1"];

    private static readonly Dictionary<string, string> Assignors = new()
    {
        [""] = "org.apache.kafka.clients.consumer.RangeAssignor",
        ["cooperative-sticky"] = "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
    };

    private readonly OwnedPartitions _owned = new();
    private readonly List<string> _uncommitted = [];

    /// <summary>Starts one, whose lines are those of every member.</summary>
    public static ToolProcess Start(Membership membership)
    {
        string[] versions = membership is { Instance: "", Assignor: "" } ? Versions : [.. Versions.Except(["1.1.1"])];
        var version = versions[membership.Number % versions.Length];
        string[] arguments =
        [
            "verifiable-consumer", version == "1.1.1" ? "--broker-list" : "--bootstrap-server", membership.Broker, "--topic", membership.Topic, "--group-id", membership.Group,
            "--verbose", "--session-timeout", $"{membership.SessionTimeout}", "--assignment-strategy", Assignors[membership.Assignor],
            "--consumer.config", Path.Combine(AppContext.BaseDirectory, "Scripts", "verifiable-consumer.properties"),
            .. membership.Instance.Length > 0 ? ["--group-instance-id", membership.Instance] : (string[])[],
        ];
        return new ToolProcess(
            KafkaProcess.Program, arguments, new Dictionary<string, string> { ["KAFKA_CLIENT"] = version, ["KAFKA_HEAP"] = "-Xmx64m", ["KAFKA_JVM"] = ShortLived },
            new VerifiableConsumer().Translate);
    }

    /// <summary>Events, one of JSON a line: of partitions what changes, of records those that are committed by the event after them.</summary>
    private string[] Translate(string line)
    {
        if (!line.StartsWith('{'))
            return [line];

        var told = JsonDocument.Parse(line).RootElement;
        switch (told.GetProperty("name").GetString())
        {
            case "partitions_assigned":
                return [_owned.Gain(PartitionsIn(told))];
            case "partitions_revoked":
                return [_owned.Lose(PartitionsIn(told))];
            case "record_data":
                _uncommitted.Add(told.GetProperty("value").GetString()!);
                return [];
            case "offsets_committed":
                string[] read = told.GetProperty("success").GetBoolean() ? [.. _uncommitted.Select(value => $"read {value}")] : [];
                _uncommitted.Clear();
                return read;
            default:
                return [];
        }
    }

    private static IEnumerable<int> PartitionsIn(JsonElement told) =>
        told.GetProperty("partitions").EnumerateArray().Select(partition => partition.GetProperty("partition").GetInt32());
}
