using System.Text;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>Consumer groups of kcat, and with it of librdkafka.</summary>
public sealed class KcatGroupTests : IDisposable
{
    private const string Topic = "orders";
    private const int Partitions = 3;

    private readonly TempDirectory _data = new();
    private readonly List<ToolProcess> _members = [];
    private ServerProcess? _server;

    private ServerProcess Server => _server ??= new ServerProcess(
        _data.Path, "-X", "group.initial.rebalance.delay.ms=0", "-X", "actorbroker.controller.partition-count-default=3");

    [ToolFact("kcat")]
    public void Three_members_share_three_partitions_and_two_go_on_when_one_is_killed()
    {
        ProduceToEach("before");
        ToolProcess[] analytics = [Join("analytics"), Join("analytics"), Join("analytics")];
        foreach (var member in analytics)
            member.Await(lines => AssignedIn(lines).Length == 1, "one partition of its own");

        AwaitTogether(analytics, "before");
        analytics[0].Kill();
        foreach (var member in analytics[1..])
            member.Await(lines => AssignedIn(lines).Length >= 1 && lines.Count(line => line.Contains(" assigned: ", StringComparison.Ordinal)) >= 2, "a partition of a new generation");
        ProduceToEach("after");

        AwaitTogether(analytics[1..], "after");
    }

    [ToolFact("kcat")]
    public void Two_groups_read_everything_each()
    {
        ProduceToEach("m");
        ToolProcess[] analytics = [Join("analytics"), Join("analytics"), Join("analytics")];
        ToolProcess[] audit = [Join("audit"), Join("audit")];

        AwaitTogether(analytics, "m");
        AwaitTogether(audit, "m");
    }

    [ToolFact("kcat")]
    public void A_group_goes_on_where_it_was_after_the_broker_was_stopped_or_killed()
    {
        ProduceToEach("m");
        var read = Read("audit", 40);

        Assert.Equal(0, Server.Stop());
        Restart();
        read.AddRange(Read("audit", 40));
        Server.Kill();
        Restart();
        read.AddRange(Read("audit", 40));

        Assert.Equal(Expected("m"), read.Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        foreach (var member in _members)
            member.Dispose();
        _server?.Dispose();
        _data.Dispose();
    }

    /// <summary>The partitions of the last assignment that a member printed, unless they were taken back.</summary>
    private static string[] AssignedIn(string[] lines)
    {
        var last = lines.LastOrDefault(line => line.Contains(" rebalanced ", StringComparison.Ordinal));
        var at = last?.IndexOf(" assigned: ", StringComparison.Ordinal) ?? -1;
        return at < 0 ? [] : last![(at + " assigned: ".Length)..].Split(", ", StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Expected(string prefix) =>
        [.. Enumerable.Range(0, 40 * Partitions).Select(number => $"{prefix}-{number % Partitions}-{number / Partitions:D2}").Order(StringComparer.Ordinal)];

    /// <summary>Members of one group have read everything between them, each record once.</summary>
    private static void AwaitTogether(ToolProcess[] members, string prefix)
    {
        var expected = Expected(prefix);
        foreach (var member in members)
            member.Await(_ => members.Sum(other => Values(other, prefix).Length) >= expected.Length || member != members[^1], $"all records of '{prefix}'");
        Assert.Equal(expected, members.SelectMany(member => Values(member, prefix)).Order(StringComparer.Ordinal));
    }

    private static string[] Values(ToolProcess member, string prefix) => [.. member.Lines.Where(line => line.StartsWith($"{prefix}-", StringComparison.Ordinal))];

    private ToolProcess Join(string group)
    {
        var member = new ToolProcess("kcat", (string[])[
            "-G", group, "-b", Server.Address, "-u", "-X", "auto.offset.reset=earliest", "-X", "session.timeout.ms=6000", "-X", "heartbeat.interval.ms=500",
            "-X", "topic.metadata.refresh.interval.ms=1000", "-f", "%s\n", Topic]);
        _members.Add(member);
        return member;
    }

    /// <summary>Reads so many records as the only member, which then commits and leaves.</summary>
    private List<string> Read(string group, int count) => [.. Encoding.UTF8.GetString(Tool.Run("kcat", [
        "-G", group, "-b", Server.Address, "-q", "-X", "auto.offset.reset=earliest", "-c", $"{count}", "-f", "%s\n", Topic]))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private void ProduceToEach(string prefix)
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            var lines = Enumerable.Range(0, 40).Select(number => $"{prefix}-{partition}-{number:D2}\n");
            Tool.Run("kcat", ["-P", "-b", Server.Address, "-t", Topic, "-p", $"{partition}"], Encoding.UTF8.GetBytes(string.Concat(lines)));
        }
    }

    private void Restart()
    {
        _server!.Dispose();
        _server = null;
    }
}
