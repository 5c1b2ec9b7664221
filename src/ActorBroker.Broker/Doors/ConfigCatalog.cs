using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using ActorBroker.Log;
using ActorBroker.Log.Compaction;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Retention;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Groups;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Broker.Doors;

/// <summary>Resolves topics' configurations: the topic's own entry, else the broker's, else what was said when it was started, else Kafka's default.</summary>
/// <remarks>Any thread. Topics without entries of their own share one <see cref="TopicSettings"/>, and so do all partitions of a topic.</remarks>
public sealed class ConfigCatalog : IConfigDefinitions
{
    /// <summary>Room for the largest batch of most topics in each log that is written; the broker's <see cref="TailMemory"/> bounds the sum.</summary>
    private const int TailBytesMax = 5 * 256 * 1024;

    private static readonly RetentionOptions Unlimited = new() { AgeMax = null, BytesMax = null };

    private readonly BrokerId _broker;
    private readonly ImmutableDictionary<string, string> _static;
    private readonly ConditionalWeakTable<object, TopicSettings> _settings = [];

    /// <summary>The catalog of one broker.</summary>
    /// <param name="broker">Which.</param>
    /// <param name="startedWith">The broker's entries from its configuration file and command line, by the broker's names.</param>
    /// <exception cref="ArgumentException">A value is not legal; the message says which and why.</exception>
    public ConfigCatalog(BrokerId broker, ImmutableDictionary<string, string> startedWith)
    {
        _broker = broker;
        _static = startedWith;
        foreach (var definition in Definitions)
        {
            if (startedWith.TryGetValue(definition.BrokerName, out var value) && definition.Judge(value) is { } complaint)
                throw new ArgumentException(complaint, nameof(startedWith));
        }

        if (BrokerConfigs.JudgeTogether(startedWith) is { } conflict)
            throw new ArgumentException(conflict, nameof(startedWith));
        Groups = BuildGroups();
        FetchSessionsMax = BrokerConfigs.ValueOf(BrokerConfigs.FetchSessionCacheSlots, startedWith);
        ProducerExpiryInterval = Milliseconds(BrokerConfigs.ValueOf(BrokerConfigs.ProducerIdExpirationCheckIntervalMs, startedWith));
    }

    /// <summary>All there is to configure: what a broker says for its topics, and what concerns it alone.</summary>
    public static IReadOnlyList<ConfigDefinition> Definitions { get; } = [.. TopicConfigs.All, .. BrokerConfigs.All];

    /// <summary>How this broker looks after groups.</summary>
    public GroupSettings Groups { get; }

    /// <summary>How many fetch sessions this broker remembers; 0 for none.</summary>
    public int FetchSessionsMax { get; }

    /// <summary>How often this broker looks for producers that have written nothing for too long.</summary>
    public TimeSpan ProducerExpiryInterval { get; }

    /// <inheritdoc/>
    public bool IsKnown(ConfigResourceType type, string name) => Find(type, name) is not null;

    /// <inheritdoc/>
    public bool IsList(ConfigResourceType type, string name) => Find(type, name)?.Type == ConfigType.WordList;

    /// <inheritdoc/>
    public string? DefaultOf(ConfigResourceType type, string name) => Find(type, name)?.Default;

    /// <inheritdoc/>
    public string? Judge(ConfigResourceType type, string name, string value) => Find(type, name)?.Judge(value);

    /// <summary>A topic's entry with the value that holds.</summary>
    /// <param name="definition">The entry.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="image">The cluster.</param>
    public ResolvedConfig Resolve(ConfigDefinition definition, string topic, MetadataImage image) =>
        image.FindConfig(ConfigResource.OfTopic(topic), definition.Name) is { } own
            ? new ResolvedConfig(definition, own, ConfigSource.Topic)
            : ResolveForBroker(definition, image);

    /// <summary>An entry of this broker's own with the value that holds.</summary>
    /// <param name="definition">The entry.</param>
    /// <param name="image">The cluster.</param>
    public ResolvedConfig ResolveForBroker(ConfigDefinition definition, MetadataImage image)
    {
        if (image.FindConfig(ConfigResource.OfBroker(_broker), definition.BrokerName) is { } ofBroker)
            return new ResolvedConfig(definition, ofBroker, ConfigSource.DynamicBroker);
        if (image.FindConfig(ConfigResource.AllBrokers, definition.BrokerName) is { } ofAll)
            return new ResolvedConfig(definition, ofAll, ConfigSource.DynamicDefaultBroker);
        return _static.TryGetValue(definition.BrokerName, out var given)
            ? new ResolvedConfig(definition, given, ConfigSource.StaticBroker)
            : new ResolvedConfig(definition, definition.Default, ConfigSource.Default);
    }

    /// <summary>How a topic is kept.</summary>
    public TopicSettings SettingsOf(string topic, MetadataImage image)
    {
        // The entries of an image are shared by all later images until they change, so they stand for what was resolved from them.
        var entries = image.Configs.GetValueOrDefault(ConfigResource.OfTopic(topic));
        var hasBrokerEntries = image.Configs.ContainsKey(ConfigResource.AllBrokers) || image.Configs.ContainsKey(ConfigResource.OfBroker(_broker));
        return hasBrokerEntries ? Build(topic, image) : _settings.GetValue(entries ?? (object)_static, _ => Build(topic, image));
    }

    private static ConfigDefinition? Find(ConfigResourceType type, string name) => type switch
    {
        ConfigResourceType.Topic => TopicConfigs.Find(name),
        ConfigResourceType.Broker => Definitions.FirstOrDefault(definition => definition.BrokerName == name && !definition.IsFixed),
        _ => null,
    };

    private TopicSettings Build(string topic, MetadataImage image)
    {
        string Text(string name) => Resolve(TopicConfigs.Find(name)!, topic, image).Value;
        long Number(string name) => long.Parse(Text(name), CultureInfo.InvariantCulture);
        TimeSpan Span(string name) => Milliseconds(Number(name));

        var cleanup = ConfigDefinition.Split(Text(ConfigNames.CleanupPolicy));
        var compaction = cleanup.Contains("compact") ? CompactionOf(Text(ConfigNames.MinCleanableDirtyRatio), Span) : null;
        return new TopicSettings
        {
            Validation = new RecordValidationOptions
            {
                BatchBytesMax = (int)Number(ConfigNames.MaxMessageBytes),
                TimestampType = Enum.Parse<TimestampType>(Text(ConfigNames.TimestampType)),
                TimestampBeforeMaxMs = Number(ConfigNames.TimestampBeforeMaxMs),
                TimestampAfterMaxMs = Number(ConfigNames.TimestampAfterMaxMs),
                IsKeyRequired = cleanup.Contains("compact"),
                IsTransactionalAllowed = false,
            },
            Codec = CodecOf(Text(ConfigNames.CompressionType)),
            Log = new PartitionLogOptions
            {
                SegmentBytesMax = (int)Number(ConfigNames.SegmentBytes),
                SegmentAgeMax = compaction?.LagMax is { } lagMax && lagMax < Span(ConfigNames.SegmentMs) ? lagMax : Span(ConfigNames.SegmentMs),
                SegmentJitterMax = Span(ConfigNames.SegmentJitterMs),
                IndexIntervalBytes = (int)Number(ConfigNames.IndexIntervalBytes),
                IndexBytesMax = (int)Number(ConfigNames.SegmentIndexBytes),
                TailBytesMax = TailBytesMax,
                Producers = new ProducerStateOptions { Expiration = ProducerExpirationOf(image) },
            },
            Compaction = compaction,
            Retention = cleanup.Contains("delete") ? RetentionOf(Number) : Unlimited,
            Flush = Text(ConfigNames.FlushPolicy) == "os" && Number(ConfigNames.FlushMessages) > 1 ? FlushPolicy.Os : FlushPolicy.Commit,
            FlushRecords = Number(ConfigNames.FlushMessages),
            FlushDelay = Span(ConfigNames.FlushMs) is var delay && delay < TopicSettings.FlushDelayMax ? delay : null,
            MinInSyncReplicas = (int)Number(ConfigNames.MinInSyncReplicas),
        };
    }

    private TimeSpan ProducerExpirationOf(MetadataImage image) =>
        Milliseconds(long.Parse(ResolveForBroker(BrokerConfigs.Find(BrokerConfigs.ProducerIdExpirationMs), image).Value, CultureInfo.InvariantCulture));

    private GroupSettings BuildGroups()
    {
        int Number(string name) => BrokerConfigs.ValueOf(name, _static);

        return new GroupSettings
        {
            Groups = new GroupOptions
            {
                InitialRebalanceDelay = Milliseconds(Number(BrokerConfigs.GroupInitialRebalanceDelayMs)),
                SessionTimeoutMin = Milliseconds(Number(BrokerConfigs.GroupMinSessionTimeoutMs)),
                SessionTimeoutMax = Milliseconds(Number(BrokerConfigs.GroupMaxSessionTimeoutMs)),
                SizeMax = Number(BrokerConfigs.GroupMaxSize),
                OffsetMetadataMax = Number(BrokerConfigs.OffsetMetadataMaxBytes),
                OffsetsRetention = TimeSpan.FromMinutes(Number(BrokerConfigs.OffsetsRetentionMinutes)),
            },
            ExpiryInterval = Milliseconds(Number(BrokerConfigs.OffsetsRetentionCheckIntervalMs)),
            PartitionCount = Number(BrokerConfigs.OffsetsTopicPartitions),
            ReplicationFactor = Number(BrokerConfigs.OffsetsTopicReplicationFactor),
            SegmentBytes = Number(BrokerConfigs.OffsetsTopicSegmentBytes),
        };
    }

    private static CompressionCodec? CodecOf(string type) => type switch
    {
        "producer" => null,
        "uncompressed" => CompressionCodec.None,
        _ => Enum.Parse<CompressionCodec>(type, ignoreCase: true),
    };

    private static CompactionOptions CompactionOf(string ratio, Func<string, TimeSpan> span) => new()
    {
        DirtyRatioMin = double.Parse(ratio, CultureInfo.InvariantCulture),
        LagMin = span(ConfigNames.MinCompactionLagMs),
        LagMax = span(ConfigNames.MaxCompactionLagMs) is var lag && lag < TimeSpan.MaxValue ? lag : null,
        DeleteRetention = span(ConfigNames.DeleteRetentionMs),
    };

    private static RetentionOptions RetentionOf(Func<string, long> number) => new()
    {
        AgeMax = number(ConfigNames.RetentionMs) is var age and >= 0 ? Milliseconds(age) : null,
        BytesMax = number(ConfigNames.RetentionBytes) is var bytes and >= 0 ? bytes : null,
    };

    /// <summary>As long as a time span can be where it is longer: for ever.</summary>
    private static TimeSpan Milliseconds(long count) =>
        count >= TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(count);
}
