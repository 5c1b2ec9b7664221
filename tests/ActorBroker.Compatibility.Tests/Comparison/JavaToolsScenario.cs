using System.Text.RegularExpressions;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>Kafka's own tools administer topics, configurations, groups and records.</summary>
/// <param name="broker">The broker's address.</param>
internal sealed partial class JavaToolsScenario(string broker) : Scenario(broker)
{
    private const string Topic = "jt-orders";
    private const string Group = "jt-group";

    /// <summary>They live for a second or two: what makes a long run fast makes theirs slow.</summary>
    private static readonly Dictionary<string, string> ShortLived = new() { ["KAFKA_HEAP"] = "-Xmx128m", ["KAFKA_JVM"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" };

    protected override void Play()
    {
        AdministerTopics();
        Configure();
        WriteAndRead();
        AdministerGroup();
        LookAtTheCluster();
    }

    private void AdministerTopics()
    {
        Java("created", "topics", "--create", "--topic", Topic, "--partitions", "2", "--config", "retention.ms=3600000");
        Java("created twice", "topics", "--create", "--topic", Topic);
        Java("created with a bad name", "topics", "--create", "--topic", "jt orders");
        Java("created with a bad config", "topics", "--create", "--topic", "jt-bad", "--config", "segment.bytes=few");
        Java("more partitions", "topics", "--alter", "--topic", Topic, "--partitions", "3");
        Java("fewer partitions", "topics", "--alter", "--topic", Topic, "--partitions", "1");
        Java("described", "topics", "--describe", "--topic", Topic);
    }

    private void Configure()
    {
        Java("altered config", "configs", "--alter", "--entity-type", "topics", "--entity-name", Topic, "--add-config", "max.message.bytes=70000", "--delete-config", "retention.ms");
        Java("altered broker", "configs", "--alter", "--entity-type", "brokers", "--entity-default", "--add-config", "log.retention.ms=7200000");
        Java("described config", "configs", "--describe", "--entity-type", "topics", "--entity-name", Topic);
        Java("described broker", "configs", "--describe", "--entity-type", "brokers", "--entity-default");
        Java("altered broker back", "configs", "--alter", "--entity-type", "brokers", "--entity-default", "--delete-config", "log.retention.ms");
        Java("altered broker, read-only", "configs", "--alter", "--entity-type", "brokers", "--entity-name", "0", "--add-config", "node.id=7");
    }

    private void WriteAndRead()
    {
        Feed("written", "a:1\nb:2\nc:3\nd:4\ne:5\n", "console-producer", "--topic", Topic, "--reader-property", "parse.key=true", "--reader-property", "key.separator=:");
        string[] print = [.. ((string[])["key", "offset", "partition", "headers"]).SelectMany(what => (string[])["--formatter-property", $"print.{what}=true"])];
        foreach (var (partition, count) in ((int, int)[])[(1, 2), (2, 3)])
            Java($"read from {partition}", ["console-consumer", "--topic", Topic, "--partition", $"{partition}", "--offset", "earliest", "--max-messages", $"{count}", "--timeout-ms", "60000", .. print]);
        Java("offsets, latest", "offsets", "--topic", Topic, "--time", "latest");
        Java("read in a group", "console-consumer", "--topic", Topic, "--group", Group, "--from-beginning", "--max-messages", "5", "--timeout-ms", "60000");
    }

    private void AdministerGroup()
    {
        // Other scenarios have groups there too.
        var groups = Printed(KafkaProcess.Program, ["groups", "--list", "--group-type", "classic", "--bootstrap-server", Broker], environment: ShortLived);
        Note("listed groups", string.Join('\n', groups.Split('\n').Where(line => line.StartsWith(Group, StringComparison.Ordinal))));
        Java("described group", "consumer-groups", "--describe", "--group", Group);
        Java("described state", "consumer-groups", "--describe", "--state", "--group", Group);
        Java("described nobody", "consumer-groups", "--describe", "--group", "jt-nobody");
        foreach (var to in (string[][])[["--to-earliest"], ["--shift-by", "1"], ["--to-datetime", "2020-01-01T00:00:00.000"], ["--to-latest"]])
            Java($"reset {string.Join(' ', to)}", ["consumer-groups", "--reset-offsets", "--group", Group, "--topic", Topic, "--execute", .. to]);
        Java("reset, dry", "consumer-groups", "--reset-offsets", "--group", Group, "--topic", Topic, "--dry-run", "--to-earliest");
        Java("deleted offsets", "consumer-groups", "--delete-offsets", "--group", Group, "--topic", Topic);
        Java("deleted group", "consumer-groups", "--delete", "--group", Group);
        Java("deleted nobody", "consumer-groups", "--delete", "--group", "jt-nobody");
    }

    private void LookAtTheCluster()
    {
        Java("cluster's id", "cluster", "cluster-id");
        Java("cluster's brokers", "cluster", "list-endpoints");
        Java("leaders elected", "leader-election", "--election-type", "preferred", "--topic", Topic, "--partition", "0");
        Java("reassignments", "reassign", "--list");
        Java("deleted", "topics", "--delete", "--topic", Topic);
    }

    private void Java(string step, params string[] arguments) => Feed(step, "", arguments);

    /// <summary>Notes what a tool printed; of an error only its kind: the words are the broker's own, and where in the tool it came up is no answer.</summary>
    private void Feed(string step, string input, params string[] arguments)
    {
        var lines = Printed(KafkaProcess.Program, [.. arguments, "--bootstrap-server", Broker], input, ShortLived)
            .Split('\n')
            .Where(line => !IsNoise(line))
            .Select(line => Error().Match(line) is { Success: true } error ? error.Groups[1].Value : line);
        Note(step, string.Join('\n', lines), inOrder: !step.StartsWith("read in a group", StringComparison.Ordinal));
    }

    private static bool IsNoise(string line) => StackFrame().IsMatch(line) || line.StartsWith("Error while executing", StringComparison.Ordinal)
        || line.Contains("KIP-848", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s+at |^\s+\.\.\. \d+ more")]
    private static partial Regex StackFrame();

    [GeneratedRegex(@"\b(\w+(?:Exception|Error)):")]
    private static partial Regex Error();
}
