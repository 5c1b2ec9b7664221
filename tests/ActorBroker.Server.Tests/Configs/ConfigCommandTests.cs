using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Configs;

public sealed class ConfigCommandTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    [Fact]
    public void An_entry_is_set_explained_and_given_back()
    {
        broker.CreateTopic("kept");

        Assert.Equal([["retention.ms", "5000", "set"]], broker.Table("config", "set", "retention.ms=5000", "--topic", "kept"));
        var explained = broker.Run("config", "get", "retention.ms", "--topic", "kept").Output;
        Assert.Equal([["retention.ms", "5000", "topic", "long", "yes"]], broker.Table("config", "ls", "--topic", "kept", "--changed"));
        Assert.Equal([["retention.ms", "-", "unset"]], broker.Table("config", "unset", "retention.ms", "--topic", "kept"));

        Assert.Matches(@"^retention.ms = 5000\n  source +topic\n  type +long\n  at run time +yes\n  default +log.retention.ms = 604800000\n  [A-Z].*\n", explained);
        Assert.Empty(broker.Table("config", "ls", "--topic", "kept", "--changed"));
    }

    [Fact]
    public void Programs_get_the_same_as_json()
    {
        broker.CreateTopic("programs");

        var changed = Assert.Single(broker.Json("config", "set", "retention.ms=5000", "--topic", "programs").EnumerateArray());
        var entry = Assert.Single(broker.Json("config", "get", "retention.ms", "--topic", "programs").EnumerateArray());

        Assert.True(changed.GetProperty("changed").GetBoolean());
        Assert.Equal(("5000", "topic", "long"), (entry.GetProperty("value").GetString(), entry.GetProperty("source").GetString(), entry.GetProperty("type").GetString()));
        Assert.Equal("604800000", entry.GetProperty("synonyms")[1].GetProperty("value").GetString());
        Assert.NotEmpty(entry.GetProperty("documentation").GetString()!);
    }

    [Fact]
    public void What_is_set_for_all_brokers_is_every_topics_default()
    {
        broker.CreateTopic("defaulted");

        broker.Table("config", "set", "log.segment.bytes=3000000", "--broker", "all");
        Assert.Equal([["log.segment.bytes", "3000000", "allBrokers", "int", "yes"]], broker.Table("config", "ls", "--broker", "all"));
        var ofTopic = Assert.Single(broker.Json("config", "get", "segment.bytes", "--topic", "defaulted").EnumerateArray());
        var ofBroker = Assert.Single(broker.Json("config", "get", "log.segment.bytes", "--broker", "1").EnumerateArray());
        broker.Table("config", "unset", "log.segment.bytes", "--broker", "all");

        Assert.All([ofTopic, ofBroker], entry => Assert.Equal(("3000000", "allBrokers"), (entry.GetProperty("value").GetString(), entry.GetProperty("source").GetString())));
        Assert.Empty(broker.Table("config", "ls", "--broker", "all"));
    }

    [Fact]
    public void What_is_only_tried_is_not_set()
    {
        broker.CreateTopic("tried");

        Assert.Equal([["retention.ms", "5000", "would", "be", "set"]], broker.Table("config", "set", "retention.ms=5000", "--topic", "tried", "--dry-run"));
        Assert.Empty(broker.Table("config", "ls", "--topic", "tried", "--changed"));
    }

    [Fact]
    public void What_is_wrong_is_told_with_what_would_be_right()
    {
        broker.CreateTopic("wrong");

        Assert.EndsWith("Did you mean 'retention.ms'?\n", broker.Refused(ExitCode.Failed, "config", "set", "retention.mss=1", "--topic", "wrong"), StringComparison.Ordinal);
        Assert.EndsWith("Did you mean 'retention.ms'?\n", broker.Refused(ExitCode.Failed, "config", "unset", "retention.mss", "--topic", "wrong"), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'log.retention.ms'", broker.Refused(ExitCode.Failed, "config", "set", "log.retention.mss=1", "--broker", "1"), StringComparison.Ordinal);
        Assert.Contains("INVALID_CONFIG: retention.ms is 'soon'", broker.Refused(ExitCode.Failed, "config", "set", "retention.ms=soon", "--topic", "wrong"), StringComparison.Ordinal);
        Assert.Contains("either --topic NAME or --broker ID", broker.Refused(ExitCode.WrongUsage, "config", "ls"), StringComparison.Ordinal);
        Assert.Contains("'one' is neither a broker's id nor all", broker.Refused(ExitCode.WrongUsage, "config", "ls", "--broker", "one"), StringComparison.Ordinal);
        Assert.Contains("broker 7: BROKER_NOT_AVAILABLE", broker.Refused(ExitCode.Failed, "config", "ls", "--broker", "7"), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'wrong'?", broker.Refused(ExitCode.Failed, "config", "ls", "--topic", "wong"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_is_not_there_is_told_with_those_that_are_near()
    {
        broker.CreateTopic("near");

        var complaint = broker.Run("config", "get", "segment.byte", "retention.ms", "--topic", "near");

        Assert.Equal((ExitCode.Failed, "error: topic 'near': INVALID_CONFIG: there is no entry 'segment.byte'\nDid you mean 'segment.bytes'?\n"), (complaint.ExitCode, complaint.Errors));
        Assert.StartsWith("retention.ms = ", complaint.Output, StringComparison.Ordinal);
    }
}
