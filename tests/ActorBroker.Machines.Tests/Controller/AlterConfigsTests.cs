using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

public sealed class AlterConfigsTests
{
    private static readonly ConfigResource Orders = ConfigResource.OfTopic("orders");

    private readonly TestCluster _cluster = new(brokers: 2);

    public AlterConfigsTests() => _cluster.CreateTopic("orders", 1, 2);

    [Fact]
    public void An_entry_is_set_and_removed_while_others_stay()
    {
        Alter(Orders, ("retention.ms", ConfigOperation.Set, "1000"));
        Assert.Equal("1000", Find("retention.ms"));

        Alter(Orders, ("retention.ms", ConfigOperation.Delete, null));

        Assert.Null(Find("retention.ms"));
        Assert.Equal("1", Find("min.insync.replicas"));
    }

    [Fact]
    public void Items_are_appended_to_the_default_and_subtracted_again()
    {
        Alter(Orders, ("cleanup.policy", ConfigOperation.Append, "compact,delete"));
        Assert.Equal("delete,compact", Find("cleanup.policy"));

        Alter(Orders, ("cleanup.policy", ConfigOperation.Subtract, "delete"));

        Assert.Equal("compact", Find("cleanup.policy"));
    }

    [Fact]
    public void Replacing_all_removes_what_is_not_named()
    {
        Alter(Orders, ("retention.ms", ConfigOperation.Set, "1000"));

        var change = new ConfigChange(Orders, [new ConfigAlteration("cleanup.policy", ConfigOperation.Set, "compact")], ReplacesAll: true);
        _cluster.Do(new AlterConfigs([change]));

        Assert.Equal(["cleanup.policy"], _cluster.Image.Configs[Orders].Keys);
    }

    [Theory]
    [InlineData("no.such.entry", ConfigOperation.Set, "1", ErrorCode.InvalidConfig)]
    [InlineData("no.such.entry", ConfigOperation.Append, "1", ErrorCode.InvalidConfig)]
    [InlineData("retention.ms", ConfigOperation.Set, "soon", ErrorCode.InvalidConfig)]
    [InlineData("retention.ms", ConfigOperation.Set, null, ErrorCode.InvalidRequest)]
    [InlineData("retention.ms", ConfigOperation.Append, "1", ErrorCode.InvalidConfig)]
    [InlineData("retention.ms", (ConfigOperation)9, "1", ErrorCode.InvalidRequest)]
    public void What_cannot_be_is_refused(string name, ConfigOperation operation, string? value, ErrorCode expected)
    {
        Assert.Equal(expected, Alter(Orders, (name, operation, value)));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Theory]
    [InlineData("node.id", ConfigOperation.Set, "7")]
    [InlineData("node.id", ConfigOperation.Append, "7")]
    [InlineData("retention.ms", ConfigOperation.Set, "soon")]
    public void What_cannot_be_for_a_broker_is_refused_as_a_bad_request(string name, ConfigOperation operation, string value)
    {
        Assert.Equal(ErrorCode.InvalidRequest, Alter(ConfigResource.AllBrokers, (name, operation, value)));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Theory]
    [InlineData("no.such.entry")]
    [InlineData("retention.ms")]
    public void What_is_not_set_can_be_removed_whatever_its_name(string name)
    {
        Assert.Equal(ErrorCode.None, Alter(Orders, (name, ConfigOperation.Delete, null)));
        Assert.Equal(ErrorCode.None, Alter(ConfigResource.AllBrokers, (name, ConfigOperation.Delete, null)));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Fact]
    public void A_resource_changes_as_a_whole_or_not_at_all()
    {
        var code = Alter(Orders, ("retention.ms", ConfigOperation.Set, "1"), ("no.such.entry", ConfigOperation.Set, "1"));

        Assert.Equal(ErrorCode.InvalidConfig, code);
        Assert.Null(Find("retention.ms"));
    }

    [Theory]
    [InlineData(ConfigResourceType.Topic, "nothing", ErrorCode.UnknownTopicOrPartition)]
    [InlineData(ConfigResourceType.Broker, "2", ErrorCode.None)]
    [InlineData(ConfigResourceType.Broker, "", ErrorCode.None)]
    [InlineData(ConfigResourceType.Broker, "3", ErrorCode.BrokerIdNotRegistered)]
    [InlineData(ConfigResourceType.Broker, "02", ErrorCode.InvalidRequest)]
    [InlineData(ConfigResourceType.Broker, "two", ErrorCode.InvalidRequest)]
    [InlineData(ConfigResourceType.Group, "readers", ErrorCode.None)]
    [InlineData(ConfigResourceType.Group, "", ErrorCode.InvalidRequest)]
    [InlineData((ConfigResourceType)8, "1", ErrorCode.InvalidRequest)]
    public void The_resource_has_to_exist(ConfigResourceType type, string name, ErrorCode expected) =>
        Assert.Equal(expected, Alter(new ConfigResource(type, name), ("retention.ms", ConfigOperation.Set, "1")));

    [Fact]
    public void A_request_names_each_resource_and_entry_once()
    {
        var twice = new ConfigChange(Orders, [Set("retention.ms", "1"), Set("retention.ms", "2")]);
        var once = new ConfigChange(ConfigResource.AllBrokers, [Set("retention.ms", "1")]);

        var reply = _cluster.Do<ConfigsReply>(new AlterConfigs([twice, once, once]));

        Assert.Equal([ErrorCode.InvalidRequest, ErrorCode.None, ErrorCode.InvalidRequest], reply.Resources.Select(resource => resource.Value.Code));
    }

    [Fact]
    public void What_is_set_already_is_no_event()
    {
        Alter(Orders, ("retention.ms", ConfigOperation.Set, "1"));

        Assert.Equal(ErrorCode.None, Alter(Orders, ("retention.ms", ConfigOperation.Set, "1")));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Fact]
    public void Validation_alone_changes_nothing()
    {
        var reply = _cluster.Do<ConfigsReply>(new AlterConfigs([new ConfigChange(Orders, [Set("retention.ms", "1")])], OnlyValidates: true));

        Assert.Equal(ErrorCode.None, reply.Resources[0].Value.Code);
        Assert.Empty(_cluster.LastDecision.Events);
    }

    private static ConfigAlteration Set(string name, string value) => new(name, ConfigOperation.Set, value);

    private string? Find(string name) => _cluster.Image.FindConfig(Orders, name);

    private ErrorCode Alter(ConfigResource resource, params (string Name, ConfigOperation Operation, string? Value)[] alterations)
    {
        var change = new ConfigChange(resource, [.. alterations.Select(entry => new ConfigAlteration(entry.Name, entry.Operation, entry.Value))]);
        return Assert.Single(_cluster.Do<ConfigsReply>(new AlterConfigs([change])).Resources).Value.Code;
    }
}
