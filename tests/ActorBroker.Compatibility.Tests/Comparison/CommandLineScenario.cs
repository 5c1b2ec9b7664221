using System.Text.RegularExpressions;

namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>The commands of <c>actorbroker</c> administer topics, groups, configurations and the cluster: any Kafka, not only ours.</summary>
/// <param name="broker">The broker's address.</param>
internal sealed partial class CommandLineScenario(string broker) : Scenario(broker)
{
    private const string Topic = "cl-orders";
    private const string Group = "cl-group";

    // Other scenarios have groups and set defaults there too.
    private static readonly string[] OurOwn = [Group, Topic, "error", "ended", "retention.ms"];

    protected override void Play()
    {
        AdministerTopics();
        Configure();
        AdministerGroup();
        LookAtTheCluster();
        Run("deleted topics, one of them not there", "topic", "delete", Topic, "cl-nothing");
        Run("deleted topic that is not there, allowed", "topic", "delete", Topic, "--if-exists");
    }

    private void AdministerTopics()
    {
        Run("created", "topic", "create", Topic, "-p", "2", "-c", "retention.ms=3600000");
        Run("created twice", "topic", "create", Topic);
        Run("created twice, allowed", "topic", "create", Topic, "--if-not-exists", "-o", "json");
        Run("tried to create", "topic", "create", "cl-tried", "--dry-run");
        Run("created with a bad name", "topic", "create", "cl orders");
        Run("created with a bad config", "topic", "create", "cl-bad", "-c", "segment.bytes=few");
        Run("created with too many replicas", "topic", "create", "cl-bad", "-r", "2");
        Run("altered", "topic", "alter", Topic, "-p", "3", "-c", "segment.bytes=2000000", "--unset", "retention.ms");
        Run("altered to fewer", "topic", "alter", Topic, "-p", "1");
        Printed("kcat", ["-P", "-b", Broker, "-t", Topic, "-p", "1"], "1\n2\n3\n4\n5\n");
        Run("listed", "topic", "ls", Topic);
        Run("listed for programs", "topic", "ls", Topic, "-o", "json");
        Run("described", "topic", "describe", Topic);
        Run("described a mistyped name", "topic", "describe", "cl-oders");
        foreach (var at in (string[][])[[], ["--at", "latest"], ["--at", "@1"], ["--at", "@2100-01-01"]])
            Run($"offsets {string.Join(' ', at)}", ["topic", "offsets", Topic, .. at]);
    }

    private void Configure()
    {
        Run("set", "config", "set", "retention.ms=7200000", "--topic", Topic);
        Run("tried to set", "config", "set", "retention.ms=1", "--topic", Topic, "--dry-run");
        Run("set to what is none", "config", "set", "retention.ms=soon", "--topic", Topic);
        Run("set a mistyped key", "config", "set", "retention.mss=1", "--topic", Topic);
        Run("listed what somebody chose", "config", "ls", "--topic", Topic, "--changed");
        Run("unset", "config", "unset", "retention.ms", "segment.bytes", "--topic", Topic, "-o", "json");
        Run("listed of a broker that is not there", "config", "ls", "--broker", "77");
    }

    private void AdministerGroup()
    {
        Run("moved a new group", "group", "seek", Group, "--to", "1", "--topic", Topic);
        Run("described", "group", "describe", Group);
        Run("described for programs", "group", "describe", Group, "-o", "json");
        foreach (var to in (string[])["earliest", "latest", "-2", "+1", "99", "@1", "@2100-01-01"])
            Run($"moved to {to}", "group", "seek", Group, "--to", to, "--topic", $"{Topic}:1");
        Run("tried to move", "group", "seek", Group, "--to", "earliest", "--dry-run");
        Run("listed", "group", "ls");
        Run("described a mistyped name", "group", "describe", "cl-grop");
        Run("deleted", "group", "delete", Group);
        Run("deleted again", "group", "delete", Group);
    }

    private void LookAtTheCluster()
    {
        var info = ServerCommand.Run("cluster", "info", "-b", Broker, "-o", "json");
        Note("cluster", string.Join('\n', info.Output.Split('\n').Where(line => line.Contains("\"id\"", StringComparison.Ordinal) || line.Contains("isController", StringComparison.Ordinal))));
        Note("health", ServerCommand.Run("cluster", "health", "-b", Broker).Output.Split(':')[0]);
    }

    private void Run(string step, params string[] arguments)
    {
        var result = ServerCommand.Run([.. arguments, "-b", Broker]);
        var told = Wording().Replace($"{result.Errors}\n{result.Output}\nended with {result.ExitCode}", "$1");
        told = Age().Replace(Id().Replace(told, "ID"), "AGE");
        var isOfOthersToo = arguments is ["group" or "config", "ls", ..];
        Note(step, string.Join('\n', told.Split('\n').Where(line => !isOfOthersToo || OurOwn.Any(line.Contains))));
    }

    /// <summary>What a broker says about its error, each in its own words.</summary>
    [GeneratedRegex("(?<=error: .*)([A-Z]+(?:_[A-Z]+)+): .*")]
    private static partial Regex Wording();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();

    [GeneratedRegex("""(?<= )[0-9]+(?:ms|s|m|h)(?: [0-9]+s)?\b|(?<="lagMilliseconds": )[1-9][0-9]*""")]
    private static partial Regex Age();
}
