using System.Text.Json;
using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Groups;

public sealed class GroupCommandTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    private const long Minute = 60_000;

    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task A_description_has_the_lag_in_records_and_in_time()
    {
        await CreateAsync("lagging", Now - 90 * Minute, Now - 60 * Minute, Now - 30 * Minute);
        broker.Table("group", "seek", "laggards", "--to", "1", "--topic", "lagging");

        var text = broker.Run("group", "describe", "laggards").Output;
        var group = Assert.Single(broker.Json("group", "describe", "laggards").EnumerateArray());

        Assert.Matches(@"(?m)^laggards  Empty  coordinator 1  0 members\nlag 2 records, 1h", text);
        Assert.Matches(@"(?m)^lagging +0 +1 +3 +2  +1h", text);
        Assert.Equal(2, group.GetProperty("lag").GetInt64());
        Assert.InRange(group.GetProperty("lagMilliseconds").GetInt64(), 60 * Minute, 89 * Minute);
        var partition = Assert.Single(group.GetProperty("partitions").EnumerateArray());
        Assert.Equal((0, 1, 3), (partition.GetProperty("start").GetInt64(), partition.GetProperty("committed").GetInt64(), partition.GetProperty("end").GetInt64()));
        Assert.Equal(JsonValueKind.Null, partition.GetProperty("memberId").ValueKind);
    }

    [Fact]
    public async Task A_group_that_read_all_has_no_lag()
    {
        await CreateAsync("read", Now - 90 * Minute);
        broker.Table("group", "seek", "readers", "--to", "latest", "--topic", "read");

        var group = Assert.Single(broker.Json("group", "describe", "readers").EnumerateArray());

        Assert.Equal((0, 0), (group.GetProperty("lag").GetInt64(), group.GetProperty("lagMilliseconds").GetInt64()));
    }

    [Fact]
    public async Task Members_are_told_with_what_they_read()
    {
        broker.CreateTopic("joined", 2);
        await using var member = await JoinedMember.JoinAsync(broker.Address, "joiners", "joined", partitions: 2);

        var listed = broker.Table("group", "ls", "--state", "stable").Single(row => row[0] == "joiners");
        var group = Assert.Single(broker.Json("group", "describe", "joiners").EnumerateArray());

        Assert.Equal(["joiners", "Stable", "classic", "consumer", "1"], listed);
        Assert.Equal("range", group.GetProperty("assignor").GetString());
        var told = Assert.Single(group.GetProperty("members").EnumerateArray());
        Assert.Equal(member.Id, told.GetProperty("memberId").GetString());
        Assert.Equal(2, told.GetProperty("partitions").GetArrayLength());
        Assert.All(group.GetProperty("partitions").EnumerateArray(), partition => Assert.Equal(member.Id, partition.GetProperty("memberId").GetString()));
        Assert.Matches($"(?m)^{member.Id} +- +actorbroker-cli +/?127.0.0.1 +2", broker.Run("group", "describe", "joiners").Output);
    }

    [Theory]
    [InlineData("earliest", 0)]
    [InlineData("latest", 4)]
    [InlineData("3", 3)]
    [InlineData("99", 4)]
    [InlineData("+1", 3)]
    [InlineData("-1", 1)]
    [InlineData("-9", 0)]
    [InlineData("@1000000001000", 1)]
    [InlineData("@1000000001001", 2)]
    [InlineData("@2020-01-01", 4)]
    public async Task A_seek_commits_where_the_group_goes_on(string to, long expected)
    {
        var topic = $"sought{to.TrimStart('@').Replace('+', 'p')}";
        await CreateAsync(topic, 1_000_000_000_000, 1_000_000_001_000, 1_000_000_002_000, 1_000_000_003_000);
        broker.Table("group", "seek", topic, "--to", "2", "--topic", topic);

        Assert.Equal([[topic, "0", "2", $"{expected}", "would", "be", "committed"]], broker.Table("group", "seek", topic, "--to", to, "--dry-run"));
        Assert.Equal([[topic, "0", "2", $"{expected}", "committed"]], broker.Table("group", "seek", topic, "--to", to));
        Assert.Equal(expected, Assert.Single(broker.Json("group", "describe", topic).EnumerateArray()).GetProperty("partitions")[0].GetProperty("committed").GetInt64());
    }

    [Fact]
    public void A_seek_takes_single_partitions()
    {
        broker.CreateTopic("parts", 3);

        var moves = broker.Json("group", "seek", "partly", "--to", "earliest", "--topic", "parts:0,2");

        Assert.Equal([0, 2], moves.EnumerateArray().Select(move => move.GetProperty("partition").GetInt32()));
        Assert.Contains("partition parts-3", broker.Refused(ExitCode.Failed, "group", "seek", "partly", "--to", "earliest", "--topic", "parts:3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_with_members_is_neither_moved_nor_deleted()
    {
        broker.CreateTopic("busy");
        await using var member = await JoinedMember.JoinAsync(broker.Address, "workers", "busy", partitions: 1);

        var seek = broker.Refused(ExitCode.Failed, "group", "seek", "workers", "--to", "earliest", "--topic", "busy");
        var delete = broker.Refused(ExitCode.Failed, "group", "delete", "workers");

        Assert.Equal(
            "error: group 'workers' is Stable with 1 member: they would go on where they are, and their next commit would undo this.\nStop its consumers first, then seek.\n",
            seek);
        Assert.StartsWith("error: group 'workers': NON_EMPTY_GROUP: the group has members\nStop the group's consumers first", delete, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_seek_cannot_do_is_told()
    {
        Assert.Contains("is not earliest, latest, an offset", broker.Refused(ExitCode.WrongUsage, "group", "seek", "any", "--to", "somewhere"), StringComparison.Ordinal);
        Assert.Contains("GROUP_ID_NOT_FOUND", broker.Refused(ExitCode.Failed, "group", "seek", "nobody", "--to", "latest"), StringComparison.Ordinal);
        Assert.Contains("'--to'", broker.Refused(ExitCode.WrongUsage, "group", "seek", "any"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_is_deleted_and_a_mistyped_one_gets_the_names_that_are_near()
    {
        broker.CreateTopic("gone");
        broker.Table("group", "seek", "goners", "--to", "latest", "--topic", "gone");

        Assert.EndsWith("Did you mean 'goners'?\n", broker.Refused(ExitCode.Failed, "group", "delete", "gooners"), StringComparison.Ordinal);
        Assert.Equal([["goners", "deleted"]], broker.Table("group", "delete", "goners"));
        Assert.DoesNotContain(broker.Table("group", "ls"), row => row[0] == "goners");
        Assert.Contains("GROUP_ID_NOT_FOUND", broker.Refused(ExitCode.Failed, "group", "delete", "goners"), StringComparison.Ordinal);
    }

    private async Task CreateAsync(string topic, params long[] times)
    {
        broker.CreateTopic(topic);
        await RemoteRecords.AppendAsync(broker.Address, topic, 0, times);
    }
}
