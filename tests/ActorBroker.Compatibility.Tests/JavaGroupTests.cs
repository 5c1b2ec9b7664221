using System.Text;
using System.Text.Json;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>Consumer groups of Kafka's own clients, and its tools for groups.</summary>
public sealed class JavaGroupTests : IDisposable
{
    private const string Topic = "orders";

    private readonly TempDirectory _data = new();
    private ServerProcess? _server;

    private ServerProcess Server => _server ??= Start();

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public void A_group_is_described_reset_and_deleted_by_Kafkas_tool_and_goes_on_after_the_broker_was_killed()
    {
        Produce(60);
        Assert.Equal(30, Consume("tooled", 30).Length);
        Assert.Equal(30, LagOf("tooled"));

        Server.Kill();
        _server!.Dispose();
        _server = null;

        Assert.Equal(30, Consume("tooled", 30).Length);
        Assert.Equal(0, LagOf("tooled"));
        Groups("--reset-offsets", "--to-earliest", "--topic", Topic, "--execute", "--group", "tooled");
        Assert.Equal(60, LagOf("tooled"));
        Assert.Contains("Empty", Groups("--list", "--state"), StringComparison.Ordinal);
        Groups("--delete-offsets", "--topic", Topic, "--group", "tooled");
        Groups("--delete", "--group", "tooled");
        Assert.DoesNotContain("tooled", Groups("--list"), StringComparison.Ordinal);
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public void Cooperative_and_static_members_are_served()
    {
        Produce(42);

        var cooperative = Consume("cooperative", 20, "partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        var named = Consume("static", 20, "group.instance.id=one");
        var again = Consume("static", 20, "group.instance.id=one");

        Assert.Equal(20, cooperative.Length);
        Assert.Equal(40, named.Concat(again).Distinct().Count());
        Assert.Contains("one", Groups("--describe", "--members", "--verbose", "--group", "static"), StringComparison.Ordinal);
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public void Consumers_of_every_version_join_commit_and_leave()
    {
        Produce(90);
        foreach (var version in (string[])["4.3.1", "3.9.1", "2.8.2", "1.1.1"])
        {
            var address = version == "1.1.1" ? "--broker-list" : "--bootstrap-server";
            var group = $"verified-{version}";

            var output = Run(version, "verifiable-consumer", address, Server.Address, "--topic", Topic, "--group-id", group, "--max-messages", "90", "--reset-policy", "earliest");

            var events = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            Assert.Equal(90, events.Where(one => one.GetProperty("name").GetString() == "records_consumed").Sum(one => one.GetProperty("count").GetInt32()));
            Assert.Equal(0, LagOf(group));
        }
    }

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public void A_member_that_lives_goes_on_without_a_rebalance_when_the_broker_comes_back_after_a_kill()
    {
        Produce(30);
        // Without a broker to reach, the client forgets the topic after a while and joins again by itself (KIP-899), unless it is told not to.
        using var member = new ToolProcess(
            KafkaProcess.Program,
            ["console-consumer", "--bootstrap-server", Server.Address, "--topic", Topic, "--group", "living", "--command-property", "auto.offset.reset=earliest",
                "--command-property", "metadata.recovery.strategy=none"],
            new Dictionary<string, string> { ["KAFKA_HEAP"] = "-Xmx256m" });
        member.Await(lines => ReadIn(lines) == 30, "30 records");
        var address = Server.Address;
        Server.Kill();
        Server.Dispose();
        _server = Start("-X", $"actorbroker.kafka.listen=\"{address}\"");

        Produce(30, tag: "again");

        member.Await(lines => lines.Count(line => line.Contains("again", StringComparison.Ordinal)) == 30, "30 records more");
        Assert.Equal(60, ReadIn(member.Lines));
        Assert.Contains("__consumer_offsets is loaded: 1 groups", Server.Output, StringComparison.Ordinal);
        Assert.False(Server.Output.Contains("Group living is stable", StringComparison.Ordinal), $"It joined again:\n{string.Join('\n', member.Lines)}");
    }

    public void Dispose()
    {
        _server?.Dispose();
        _data.Dispose();
    }

    /// <summary>How many records a consumer has printed: a digit, a space, a number.</summary>
    private static int ReadIn(string[] lines) => lines.Count(line => line.Length > 2 && char.IsAsciiDigit(line[0]) && line[1] == ' ');

    private ServerProcess Start(params string[] options) => new(
        _data.Path, ["-X", "group.initial.rebalance.delay.ms=0", "-X", "actorbroker.controller.partition-count-default=3", .. options]);

    private void Produce(int count, string tag = "")
    {
        for (var partition = 0; partition < 3; partition++)
        {
            var lines = Enumerable.Range(0, count / 3).Select(number => $"{partition} {number}{tag}\n");
            Tool.Run("kcat", ["-P", "-b", Server.Address, "-t", Topic, "-p", $"{partition}"], Encoding.UTF8.GetBytes(string.Concat(lines)));
        }
    }

    private string[] Consume(string group, int count, params string[] properties) => KafkaTools.Run(
        Server.Address, ["console-consumer", "--topic", Topic, "--group", group, "--max-messages", $"{count}", "--command-property", "auto.offset.reset=earliest",
            .. properties.SelectMany(property => (string[])["--command-property", property])])
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The sum of the column LAG, which is the sixth.</summary>
    private int LagOf(string group) => Groups("--describe", "--group", group).Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(columns => columns.Length > 5 && columns[0] == group)
        .Sum(columns => int.Parse(columns[5], System.Globalization.CultureInfo.InvariantCulture));

    private string Groups(params string[] arguments) => KafkaTools.Run(Server.Address, ["consumer-groups", .. arguments]);

    private static string Run(string version, params string[] arguments) => Encoding.UTF8.GetString(Tool.Run(
        KafkaProcess.Program, arguments,
        environment: new Dictionary<string, string> { ["KAFKA_CLIENT"] = version, ["KAFKA_HEAP"] = "-Xmx128m", ["KAFKA_JVM"] = VerifiableConsumer.ShortLived }));
}
