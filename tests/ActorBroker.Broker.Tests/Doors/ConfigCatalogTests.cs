using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Log.Retention;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using ActorBroker.Model.Compression;

namespace ActorBroker.Broker.Tests.Doors;

public sealed class ConfigCatalogTests
{
    private static readonly ImmutableDictionary<string, string> Other = new Dictionary<string, string>
    {
        ["cleanup.policy"] = "compact",
        ["compression.type"] = "lz4",
        ["delete.retention.ms"] = "1",
        ["flush.messages"] = "2",
        ["flush.ms"] = "1",
        ["flush.policy"] = "os",
        ["index.interval.bytes"] = "1",
        ["max.compaction.lag.ms"] = "1",
        ["max.message.bytes"] = "1",
        ["message.timestamp.after.max.ms"] = "1",
        ["message.timestamp.before.max.ms"] = "1",
        ["message.timestamp.type"] = "LogAppendTime",
        ["min.cleanable.dirty.ratio"] = "0.1",
        ["min.compaction.lag.ms"] = "1",
        ["min.insync.replicas"] = "2",
        ["retention.bytes"] = "1",
        ["retention.ms"] = "1",
        ["segment.bytes"] = "1048576",
        ["segment.index.bytes"] = "12",
        ["segment.jitter.ms"] = "1",
        ["segment.ms"] = "1",
    }.ToImmutableDictionary();

    private readonly ConfigCatalog _catalog = new(new BrokerId(1), ImmutableDictionary<string, string>.Empty);

    [Fact]
    public void Every_entry_that_is_listed_changes_how_a_topic_is_kept()
    {
        // The last is the controller's alone: PartitionStatesTests and Kip966Tests show what it does.
        foreach (var definition in TopicConfigs.All.SkipLast(1))
        {
            // What concerns compaction alone shows on a topic that is compacted.
            var policy = definition.Name == "cleanup.policy" ? "delete" : "compact,delete";
            var before = Settings(("cleanup.policy", policy));
            var after = Settings(("cleanup.policy", policy), (definition.Name, Other[definition.Name]));

            Assert.True(before != after, $"{definition.Name} changes nothing.");
        }
    }

    [Theory]
    [InlineData("delete", false, true)]
    [InlineData("compact", true, false)]
    [InlineData("compact,delete", true, true)]
    [InlineData("delete, compact", true, true)]
    public void The_cleanup_policy_says_whether_old_records_go_by_their_keys_their_age_or_both(string policy, bool isCompacted, bool hasRetention)
    {
        var settings = Settings(("cleanup.policy", policy));

        Assert.Equal((isCompacted, isCompacted), (settings.Compaction is not null, settings.Validation.IsKeyRequired));
        Assert.Equal(hasRetention ? new RetentionOptions() : new RetentionOptions { AgeMax = null, BytesMax = null }, settings.Retention);
    }

    [Theory]
    [InlineData("os", "1", FlushPolicy.Commit)]
    [InlineData("os", "2", FlushPolicy.Os)]
    [InlineData("commit", "2", FlushPolicy.Commit)]
    public void A_flush_for_each_record_is_what_an_acknowledgement_waits_for(string policy, string records, FlushPolicy expected) =>
        Assert.Equal(expected, Settings(("flush.policy", policy), ("flush.messages", records)).Flush);

    [Theory]
    [InlineData("compact", 5_000)]
    [InlineData("compact,delete", 5_000)]
    [InlineData("delete", 60_000)]
    public void A_segment_of_a_compacted_topic_is_closed_before_its_records_wait_too_long(string policy, int expected)
    {
        var settings = Settings(("cleanup.policy", policy), ("segment.ms", "60000"), ("max.compaction.lag.ms", "5000"));

        Assert.Equal(expected, settings.Log.SegmentAgeMax.TotalMilliseconds);
    }

    [Fact]
    public void The_longest_lag_leaves_the_age_of_segments_to_their_own_entry() =>
        Assert.Equal(60_000, Settings(("cleanup.policy", "compact"), ("segment.ms", "60000"), ("max.compaction.lag.ms", "70000")).Log.SegmentAgeMax.TotalMilliseconds);

    [Fact]
    public void How_long_producers_are_remembered_is_said_by_the_broker_and_changes_while_it_runs()
    {
        var image = MetadataImage.Empty.Apply(new MetadataOffset(1), new ConfigsChanged(ConfigResource.AllBrokers, [new("producer.id.expiration.ms", "5000")]));

        Assert.True(_catalog.IsKnown(ConfigResourceType.Broker, "producer.id.expiration.ms"));
        Assert.False(_catalog.IsKnown(ConfigResourceType.Broker, "producer.id.expiration.check.interval.ms"));
        Assert.Equal(TimeSpan.FromDays(1), _catalog.SettingsOf("orders", MetadataImage.Empty).Log.Producers.Expiration);
        Assert.Equal(TimeSpan.FromSeconds(5), _catalog.SettingsOf("orders", image).Log.Producers.Expiration);
    }

    [Theory]
    [InlineData("producer", null)]
    [InlineData("uncompressed", CompressionCodec.None)]
    [InlineData("gzip", CompressionCodec.Gzip)]
    [InlineData("snappy", CompressionCodec.Snappy)]
    [InlineData("lz4", CompressionCodec.Lz4)]
    [InlineData("zstd", CompressionCodec.Zstd)]
    public void The_compression_type_names_a_codec_or_leaves_it_to_the_producer(string type, CompressionCodec? codec) =>
        Assert.Equal(codec, Settings(("compression.type", type)).Codec);

    [Theory]
    [InlineData("cleanup.policy", "")]
    [InlineData("cleanup.policy", "compact,delete,keep")]
    [InlineData("compression.type", "brotli")]
    [InlineData("min.cleanable.dirty.ratio", "1.5")]
    [InlineData("min.cleanable.dirty.ratio", "NaN")]
    [InlineData("min.cleanable.dirty.ratio", "half")]
    [InlineData("max.compaction.lag.ms", "0")]
    [InlineData("retention.ms", "-2")]
    [InlineData("flush.messages", "0")]
    [InlineData("flush.ms", "-1")]
    [InlineData("unclean.leader.election.enable", "maybe")]
    public void A_value_that_is_not_legal_is_refused_with_the_name_of_its_entry(string name, string value) =>
        Assert.StartsWith(name, _catalog.Judge(ConfigResourceType.Topic, name, value), StringComparison.Ordinal);

    [Theory]
    [InlineData("max.compaction.lag.ms")]
    [InlineData("min.compaction.lag.ms")]
    [InlineData("delete.retention.ms")]
    [InlineData("flush.ms")]
    [InlineData("retention.ms")]
    [InlineData("segment.jitter.ms")]
    [InlineData("segment.ms")]
    public void The_longest_time_that_Kafka_knows_is_taken(string name)
    {
        Assert.Null(_catalog.Judge(ConfigResourceType.Topic, name, $"{long.MaxValue}"));

        Assert.NotNull(Settings(("cleanup.policy", "compact,delete"), (name, $"{long.MaxValue}")));
    }

    private TopicSettings Settings(params (string Name, string Value)[] entries)
    {
        var changes = entries.Select(entry => KeyValuePair.Create(entry.Name, (string?)entry.Value)).ToImmutableArray();
        var image = MetadataImage.Empty.Apply(new MetadataOffset(1), new ConfigsChanged(ConfigResource.OfTopic("orders"), changes));
        return _catalog.SettingsOf("orders", image);
    }
}
