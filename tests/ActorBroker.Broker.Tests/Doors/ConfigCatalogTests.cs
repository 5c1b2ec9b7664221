using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Log.Retention;
using ActorBroker.Machines.Metadata;
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
        ["segment.ms"] = "1",
    }.ToImmutableDictionary();

    private readonly ConfigCatalog _catalog = new(new BrokerId(1), ImmutableDictionary<string, string>.Empty);

    [Fact]
    public void Every_entry_that_is_listed_changes_how_a_topic_is_kept()
    {
        foreach (var definition in TopicConfigs.All)
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
    public void A_value_that_is_not_legal_is_refused_with_the_name_of_its_entry(string name, string value) =>
        Assert.StartsWith(name, _catalog.Judge(ConfigResourceType.Topic, name, value), StringComparison.Ordinal);

    [Theory]
    [InlineData("max.compaction.lag.ms")]
    [InlineData("min.compaction.lag.ms")]
    [InlineData("delete.retention.ms")]
    [InlineData("retention.ms")]
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
