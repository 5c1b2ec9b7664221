using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Topics;

public sealed class TopicCommandTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    [Fact]
    public void A_topic_is_created_listed_and_deleted()
    {
        Assert.Equal([["life", "created", "3", "1"]], broker.Table("topic", "create", "life", "--partitions", "3", "--replication-factor", "1"));
        Assert.Equal([["life", "3", "1", "ok"]], broker.Table("topic", "ls", "lif"));
        Assert.Equal([["life", "deleted"]], broker.Table("topic", "delete", "life"));
        Assert.Empty(broker.Table("topic", "ls", "life"));
    }

    [Fact]
    public void Programs_get_the_same_as_json()
    {
        var created = Assert.Single(broker.Json("topic", "create", "programs", "-p", "2").EnumerateArray());
        var listed = Assert.Single(broker.Json("topic", "ls", "programs").EnumerateArray());
        var deleted = Assert.Single(broker.Json("topic", "delete", "programs").EnumerateArray());

        Assert.Equal(("programs", true, 2), (created.GetProperty("name").GetString(), created.GetProperty("created").GetBoolean(), created.GetProperty("partitions").GetInt32()));
        Assert.Equal(("programs", 2, 1), (listed.GetProperty("name").GetString(), listed.GetProperty("partitions").GetInt32(), listed.GetProperty("replicationFactor").GetInt32()));
        Assert.Equal("programs", deleted.GetProperty("name").GetString());
    }

    [Fact]
    public void A_topic_that_is_there_is_an_error_unless_that_was_allowed()
    {
        broker.CreateTopic("twice");

        var complaint = broker.Refused(ExitCode.Failed, "topic", "create", "twice");
        var allowed = broker.Run("topic", "create", "twice", "thrice", "--if-not-exists");

        Assert.Equal("error: topic 'twice': TOPIC_ALREADY_EXISTS: there is a topic of this name\n--if-not-exists makes that no error.\n", complaint);
        Assert.Equal((ExitCode.Done, "Topic 'twice' is there already.\n"), (allowed.ExitCode, allowed.Errors));
        Assert.Matches("(?m)^twice +exists .*\nthrice +created ", allowed.Output);
    }

    [Fact]
    public void What_is_only_tried_is_not_created()
    {
        Assert.Equal([["tried", "would", "be", "created", "1", "1"]], broker.Table("topic", "create", "tried", "--dry-run"));
        Assert.Contains("INVALID_CONFIG", broker.Refused(ExitCode.Failed, "topic", "create", "tried", "--dry-run", "-c", "retention.ms=soon"), StringComparison.Ordinal);
        Assert.Empty(broker.Table("topic", "ls", "tried"));
    }

    [Fact]
    public async Task Internal_topics_are_listed_only_when_asked_for()
    {
        broker.CreateTopic("members");
        await using var member = await JoinedMember.JoinAsync(broker.Address, "members", "members", partitions: 1);

        Assert.Empty(broker.Table("topic", "ls", "__consumer_offsets"));
        Assert.Single(broker.Table("topic", "ls", "__consumer_offsets", "--internal"));
    }

    [Fact]
    public async Task A_description_has_partitions_offsets_and_what_somebody_chose()
    {
        broker.Table("topic", "create", "described", "-p", "2", "-c", "retention.ms=86400000");
        await RemoteRecords.AppendAsync(broker.Address, "described", 1, 1_000_000_000_000, 1_000_000_001_000, 1_000_000_002_000);

        var text = broker.Run("topic", "describe", "described").Output;
        var json = Assert.Single(broker.Json("topic", "describe", "described").EnumerateArray());

        Assert.Matches("(?m)^described  id [0-9a-f]{32}  3 records$", text);
        Assert.Matches(@"(?m)^ +1 +1 +0 +1 +1 +0 +3 +3  ok", text);
        Assert.Matches("(?m)^retention.ms  86400000  topic", text);
        Assert.Equal(3, json.GetProperty("partitions")[1].GetProperty("end").GetInt64());
        var chosen = Assert.Single(json.GetProperty("configs").EnumerateArray());
        Assert.Equal(("retention.ms", "topic"), (chosen.GetProperty("name").GetString(), chosen.GetProperty("source").GetString()));
    }

    [Fact]
    public void A_mistyped_name_gets_the_names_that_are_near()
    {
        broker.CreateTopic("shipments");

        Assert.Equal(
            "error: topic 'shipmets': UNKNOWN_TOPIC_OR_PARTITION: there is no such topic or partition\nDid you mean 'shipments'?\n",
            broker.Refused(ExitCode.Failed, "topic", "describe", "shipmets"));
        Assert.EndsWith("'actorbroker topic ls' lists the topics.\n", broker.Refused(ExitCode.Failed, "topic", "offsets", "nothing-like-it"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alteration_adds_partitions_and_changes_the_configuration()
    {
        broker.Table("topic", "create", "altered", "-c", "segment.bytes=2000000");

        broker.Table("topic", "alter", "altered", "-p", "3", "-c", "retention.ms=5000", "--unset", "segment.bytes");

        var topic = Assert.Single(broker.Json("topic", "describe", "altered").EnumerateArray());
        Assert.Equal(3, topic.GetProperty("partitions").GetArrayLength());
        Assert.Equal(["retention.ms"], topic.GetProperty("configs").EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
    }

    [Fact]
    public void An_alteration_that_cannot_be_is_refused_with_what_would_be_right()
    {
        broker.CreateTopic("unaltered", 2);

        Assert.Contains("partitions can only be added", broker.Refused(ExitCode.Failed, "topic", "alter", "unaltered", "-p", "1"), StringComparison.Ordinal);
        Assert.Contains("say --partitions N", broker.Refused(ExitCode.WrongUsage, "topic", "alter", "unaltered"), StringComparison.Ordinal);
        Assert.Contains("'retention' is not KEY=VALUE", broker.Refused(ExitCode.WrongUsage, "topic", "alter", "unaltered", "-c", "retention"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offsets_are_told_for_the_start_the_end_and_a_time()
    {
        broker.CreateTopic("offsets");
        await RemoteRecords.AppendAsync(broker.Address, "offsets", 0, 1_000_000_000_000, 1_000_000_001_000, 1_000_000_002_000);

        Assert.Equal([["offsets", "0", "0", "3"]], broker.Table("topic", "offsets", "offsets"));
        Assert.Equal([["offsets", "0", "3"]], broker.Table("topic", "offsets", "offsets", "--at", "latest"));
        Assert.Equal([["offsets", "0", "1", "2001-09-09T01:46:41.000Z"]], broker.Table("topic", "offsets", "offsets", "--at", "@1000000000500"));
        Assert.Equal([["offsets", "0", "-", "-"]], broker.Table("topic", "offsets", "offsets", "--at", "@2020-01-01"));
        Assert.Contains("is not earliest, latest or @TIME", broker.Refused(ExitCode.WrongUsage, "topic", "offsets", "offsets", "--at", "@noon"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_deleted_is_and_the_rest_is_told()
    {
        broker.CreateTopic("deleted");

        var result = broker.Run("topic", "delete", "deleted", "deletd");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Matches("(?m)^deleted  deleted", result.Output);
        Assert.StartsWith("error: topic 'deletd': UNKNOWN_TOPIC_OR_PARTITION", result.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, broker.Run("topic", "delete", "deletd", "--if-exists").ExitCode);
    }
}
