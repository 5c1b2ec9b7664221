using System.Text.RegularExpressions;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>Kafka's own tools administer topics, configurations, groups and records.</summary>
/// <param name="broker">The broker's address.</param>
internal sealed partial class JavaToolsScenario(string broker) : Scenario(broker)
{
    private const string Topic = "jt-orders";
    private const string Group = "jt-group";

    protected override void Play()
    {
        AdministerTopics();
        Configure();
        WriteAndRead();
        AskForOffsets();
        AdministerGroup();
        DeleteRecords();
        LookIntoPartitions();
        Reassign();
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
        Java("read in a group", "console-consumer", "--topic", Topic, "--group", Group, "--from-beginning", "--max-messages", "5", "--timeout-ms", "60000");
    }

    private void AskForOffsets()
    {
        foreach (var time in (string[])["latest", "earliest", "earliest-local", "latest-tiered", "1", "4102444800000"])
            Java($"offsets, {time}", "offsets", "--topic", Topic, "--time", time);
        Java("offsets of some partitions", "offsets", "--topic-partitions", $"{Topic}:0,{Topic}:2");
        Java("offsets of nothing", "offsets", "--topic", "jt-nothing");
    }

    private void AdministerGroup()
    {
        foreach (var list in (string[][])[["groups", "--list", "--group-type", "classic"], ["consumer-groups", "--list", "--state"], ["consumer-groups", "--list", "--type"]])
            Java($"{list[0]} {list[^1]}", list);
        foreach (var what in (string[])["--offsets", "--state", "--members"])
            Java($"described group {what}", "consumer-groups", "--describe", what, "--group", Group);
        Java("described nobody", "consumer-groups", "--describe", "--group", "jt-nobody");
        foreach (var to in (string[][])[["--to-earliest"], ["--shift-by", "1"], ["--to-datetime", "2020-01-01T00:00:00.000"], ["--by-duration", "PT0S"], ["--to-offset", "2"], ["--to-latest"]])
            Java($"reset {string.Join(' ', to)}", ["consumer-groups", "--reset-offsets", "--group", Group, "--topic", Topic, "--execute", .. to]);
        Java("reset, dry", "consumer-groups", "--reset-offsets", "--group", Group, "--topic", Topic, "--dry-run", "--to-earliest");
        Java("deleted offsets", "consumer-groups", "--delete-offsets", "--group", Group, "--topic", Topic);
        Java("deleted group", "consumer-groups", "--delete", "--group", Group);
        Java("deleted nobody", "consumer-groups", "--delete", "--group", "jt-nobody");
    }

    private void DeleteRecords()
    {
        foreach (var (step, offset) in ((string, int)[])[("deleted records", 1), ("deleted records beyond the end", 99)])
            Planned(step, $$"""{"version":1,"partitions":[{"topic":"{{Topic}}","partition":1,"offset":{{offset}}}]}""", "delete-records", "--offset-json-file");
        Java("offsets, earliest then", "offsets", "--topic", Topic, "--time", "earliest");
    }

    private void LookIntoPartitions()
    {
        Java("log directories", "log-dirs", "--describe", "--topic-list", Topic);
        Java("log directories of nobody", "log-dirs", "--describe", "--broker-list", "77");
        foreach (var partition in (string[])["0", "1", "2"])
            Java($"producers of {partition}", "transactions", "describe-producers", "--topic", Topic, "--partition", partition);
        foreach (var (type, topic, partition) in ((string, string, string)[])[("preferred", Topic, "0"), ("unclean", Topic, "0"), ("preferred", Topic, "9"), ("preferred", "jt-nothing", "0")])
            Java($"{type} leader of {topic} {partition}", "leader-election", "--election-type", type, "--topic", topic, "--partition", partition);
    }

    private void Reassign()
    {
        Planned("planned", $$"""{"version":1,"topics":[{"topic":"{{Topic}}"}]}""", "reassign", "--generate", "--broker-list", "0", "--topics-to-move-json-file");
        foreach (var action in (string[])["--execute", "--verify", "--cancel"])
        {
            Move($"reassign where they are {action}", action, Topic, 0);
            Move($"reassign what is not there {action}", action, "jt-nothing", 0);
        }

        Move("reassign to nobody", "--execute", Topic, 77);
        Java("reassignments", "reassign", "--list");
    }

    private void Move(string step, string action, string topic, int broker) => Planned(
        step, $$"""{"version":1,"partitions":[{"topic":"{{topic}}","partition":0,"replicas":[{{broker}}]}]}""", "reassign", action, "--reassignment-json-file");

    private void LookAtTheCluster()
    {
        Java("cluster's id", "cluster", "cluster-id");
        Java("cluster's brokers", "cluster", "list-endpoints");
        Java("deleted", "topics", "--delete", "--topic", Topic);
        Java("deleted twice", "topics", "--delete", "--topic", Topic);
        Java("deleted twice, allowed", "topics", "--delete", "--topic", Topic, "--if-exists");
    }

    private void Java(string step, params string[] arguments) => Feed(step, "", arguments);

    /// <summary>As with the others, for a tool that wants a file of JSON, whose name comes last.</summary>
    private void Planned(string step, string json, params string[] arguments)
    {
        using var folder = new TempDirectory();
        var plan = Path.Combine(folder.Path, "plan.json");
        File.WriteAllText(plan, json);
        Java(step, [.. arguments, plan]);
    }

    /// <summary>Notes what a tool printed; of an error only its kind: the words are the broker's own, and where in the tool it came up is no answer.</summary>
    private void Feed(string step, string input, params string[] arguments)
    {
        // Other scenarios have groups there too.
        var isOfOthersToo = arguments.Contains("--list") && arguments[0] is "groups" or "consumer-groups";
        var lines = Printed(KafkaTools.Try(Broker, arguments, input))
            .Split('\n')
            .Where(line => !IsNoise(line) && (!isOfOthersToo || line.StartsWith(Group, StringComparison.Ordinal)))
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
