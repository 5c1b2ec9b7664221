using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Machines.Groups;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Broker.Tests.Groups;

/// <summary>Each entry of <see cref="BrokerConfigs"/> comes to where it does something; what it does there is shown by the machine's and the shard's tests.</summary>
public sealed class GroupConfigsTests
{
    [Fact]
    public void Every_entry_reaches_the_part_that_it_is_for()
    {
        var values = BrokerConfigs.All.Select((definition, index) => KeyValuePair.Create(definition.Name, $"{2_000_000 + index}"));
        var entries = values.ToImmutableDictionary().SetItem("offsets.topic.replication.factor", "4").SetItem("group.min.session.timeout.ms", "1999999");

        var catalog = new ConfigCatalog(new BrokerId(1), entries);

        var settings = catalog.Groups;
        var groups = settings.Groups;
        Assert.Equal(2_000_004, catalog.FetchSessionsMax);
        Assert.Equal([2_000_000.0, 2_000_001.0, 1_999_999.0], new[] { groups.InitialRebalanceDelay, groups.SessionTimeoutMax, groups.SessionTimeoutMin }.Select(time => time.TotalMilliseconds));
        Assert.Equal((2_000_002, 2_000_005, 2_000_007), (groups.SizeMax, groups.OffsetMetadataMax, (int)groups.OffsetsRetention.TotalMinutes));
        Assert.Equal((2_000_006, 2_000_008, 4, 2_000_010), ((int)settings.ExpiryInterval.TotalMilliseconds, settings.PartitionCount, settings.ReplicationFactor, settings.SegmentBytes));
        var producers = catalog.SettingsOf("any", MetadataImage.Empty).Log.Producers;
        Assert.Equal((2_000_011.0, 2_000_012.0), (catalog.ProducerExpiryInterval.TotalMilliseconds, producers.Expiration.TotalMilliseconds));
    }

    [Fact]
    public void Defaults_are_those_of_the_machine()
    {
        Assert.Equal(new GroupOptions(), new ConfigCatalog(new BrokerId(1), ImmutableDictionary<string, string>.Empty).Groups.Groups);
    }

    [Fact]
    public void A_value_that_is_not_legal_refuses_to_start()
    {
        var configs = ImmutableDictionary<string, string>.Empty.Add("group.max.size", "0");

        var complaint = Assert.Throws<ArgumentException>(() => new ConfigCatalog(new BrokerId(1), configs));

        Assert.Contains("group.max.size is 0", complaint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shortest_session_timeout_above_the_longest_refuses_to_start()
    {
        var configs = ImmutableDictionary<string, string>.Empty.Add("group.max.session.timeout.ms", "5999");

        var complaint = Assert.Throws<ArgumentException>(() => new ConfigCatalog(new BrokerId(1), configs));

        Assert.StartsWith(
            "group.min.session.timeout.ms is 6000, but must not be above group.max.session.timeout.ms, which is 5999.", complaint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_topic_is_made_as_the_entries_say_with_as_many_replicas_as_there_can_be()
    {
        var configs = ImmutableDictionary<string, string>.Empty.Add("offsets.topic.num.partitions", "7").Add("offsets.topic.segment.bytes", "2000000");
        var doors = new BrokerDoors
        {
            Broker = new BrokerId(1),
            Clock = TimeProvider.System,
            NewId = () => new Guid(1, 0, 0, new byte[8]),
            Configs = new ConfigCatalog(new BrokerId(1), configs),
            Executor = new HeldExecutor(),
            Authorizer = new AllowAll(),
            Authenticator = new AnonymousClients(),
            Quotas = new NoQuotas(),
            Credit = new CreditPool(1, 1),
        };

        var topic = CoordinatorTopic.ToCreate(doors);

        Assert.Equal(("__consumer_offsets", 7, 1), (topic.Name, topic.PartitionCount, topic.ReplicationFactor));
        Assert.Equal(["cleanup.policy=compact", "compression.type=producer", "segment.bytes=2000000"], topic.Configs.Select(config => $"{config.Key}={config.Value}"));
    }
}
