using System.Text;

namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>The orders of three partitions, and the members of groups that read them, each a process of a client's.</summary>
/// <param name="client">Which client the members are of, as for <see cref="Membership.Start"/>.</param>
/// <param name="broker">The broker's address; its topics have three partitions.</param>
/// <param name="topic">The topic of the orders.</param>
internal sealed class GroupMembers(string client, string broker, string topic) : IDisposable
{
    private const int Partitions = 3;
    private const int PerPartition = 20;

    private readonly List<ToolProcess> _members = [];

    /// <summary>Starts members of a group.</summary>
    /// <param name="group">Its name, the topic's added.</param>
    /// <param name="count">How many.</param>
    /// <param name="instance">The name of a static member; empty for a dynamic one.</param>
    /// <param name="assignor">librdkafka's name of the assignor; empty for the client's default.</param>
    public ToolProcess[] Join(string group, int count, string instance = "", string assignor = "")
    {
        var first = _members.Count;
        for (var number = first; number < first + count; number++)
            _members.Add(new Membership(broker, topic, $"{group}-{topic}", number, instance, assignor).Start(client));
        return [.. _members[first..]];
    }

    /// <summary>Writes records to each partition, whose values begin with the prefix.</summary>
    public void Produce(string prefix)
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            var lines = Values(prefix).Where(value => value.StartsWith($"{prefix}-{partition}-", StringComparison.Ordinal));
            Tool.Run("kcat", ["-P", "-b", broker, "-t", topic, "-p", $"{partition}"], Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        }
    }

    /// <summary>Waits until the members have read all records of that prefix between them, and compares.</summary>
    /// <returns>How many were read more than once: by a member whose commit a rebalance overtook.</returns>
    public static int AwaitAll(ToolProcess[] members, string prefix)
    {
        string[] expected = [.. Values(prefix)];
        string[] Read() => [.. members.SelectMany(member => member.Lines).Where(line => line.StartsWith($"read {prefix}-", StringComparison.Ordinal)).Select(line => line["read ".Length..])];
        ToolProcess.AwaitAny(members, () => Read().Distinct().Count() >= expected.Length, $"all records of '{prefix}'");
        var read = Read();
        Assert.Equal(expected, read.Distinct().Order(StringComparer.Ordinal));
        return read.Length - expected.Length;
    }

    /// <summary>Waits until each member has so many partitions, and no partition has two of them.</summary>
    public static void AwaitShares(ToolProcess[] members, params int[] shares)
    {
        ToolProcess.AwaitAny(
            members,
            () => members.Select(member => Assigned(member).Length).Order().SequenceEqual(shares.Order()) && members.SelectMany(Assigned).Distinct().Count() == Partitions,
            $"shares of {string.Join(" and ", shares)} partitions");
    }

    /// <summary>The partitions that a member last said it has.</summary>
    public static string[] Assigned(ToolProcess member) =>
        member.Lines.LastOrDefault(line => line.StartsWith("assigned", StringComparison.Ordinal))?.Split(' ')[1..] ?? [];

    /// <summary>Everything that a member said about its partitions, in order.</summary>
    public static string[] Assignments(ToolProcess member) => [.. member.Lines.Where(line => line.StartsWith("assigned", StringComparison.Ordinal))];

    public void Dispose()
    {
        foreach (var member in _members)
            member.Dispose();
    }

    private static IEnumerable<string> Values(string prefix) =>
        Enumerable.Range(0, Partitions).SelectMany(partition => Enumerable.Range(0, PerPartition).Select(number => $"{prefix}-{partition}-{number:D2}"));
}
