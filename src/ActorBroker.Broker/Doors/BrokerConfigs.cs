using System.Globalization;

namespace ActorBroker.Broker.Doors;

/// <summary>
/// The entries of a broker's own configuration that exist under Kafka's names, besides those that topics inherit: each does something. They hold from a
/// start to the next, but for those that Kafka takes while it runs.
/// </summary>
public static class BrokerConfigs
{
    internal const string GroupInitialRebalanceDelayMs = "group.initial.rebalance.delay.ms";
    internal const string GroupMaxSessionTimeoutMs = "group.max.session.timeout.ms";
    internal const string GroupMaxSize = "group.max.size";
    internal const string GroupMinSessionTimeoutMs = "group.min.session.timeout.ms";
    internal const string FetchSessionCacheSlots = "max.incremental.fetch.session.cache.slots";
    internal const string OffsetMetadataMaxBytes = "offset.metadata.max.bytes";
    internal const string OffsetsRetentionCheckIntervalMs = "offsets.retention.check.interval.ms";
    internal const string OffsetsRetentionMinutes = "offsets.retention.minutes";
    internal const string OffsetsTopicPartitions = "offsets.topic.num.partitions";
    internal const string OffsetsTopicReplicationFactor = "offsets.topic.replication.factor";
    internal const string OffsetsTopicSegmentBytes = "offsets.topic.segment.bytes";
    internal const string ProducerIdExpirationCheckIntervalMs = "producer.id.expiration.check.interval.ms";
    internal const string ProducerIdExpirationMs = "producer.id.expiration.ms";

    /// <summary>All of them, by name in rising order.</summary>
    public static IReadOnlyList<ConfigDefinition> All { get; } =
    [
        Number(GroupInitialRebalanceDelayMs, "3000", 0,
            "How many milliseconds the first rebalance of an empty group waits for more members; each that comes makes it wait once more (KIP-134)."),
        Number(GroupMaxSessionTimeoutMs, "1800000", 1, "The longest session timeout of a group's member that is taken, in milliseconds."),
        Number(GroupMaxSize, "10000", 1, "How many members a group may have. Kafka has no bound."),
        Number(GroupMinSessionTimeoutMs, "6000", 1, "The shortest session timeout of a group's member that is taken, in milliseconds."),
        Number(FetchSessionCacheSlots, "1000", 0, "How many fetch sessions there may be (KIP-227); 0 for none."),
        Number(OffsetMetadataMaxBytes, "4096", 0, "How long the text may be that a client keeps with an offset, in characters."),
        Number(OffsetsRetentionCheckIntervalMs, "600000", 1, "How often offsets past their retention are looked for, in milliseconds."),
        Number(OffsetsRetentionMinutes, "10080", 1, "How many minutes a group's offsets stay after its last member left (KIP-211)."),
        Number(OffsetsTopicPartitions, "50", 1, "How many partitions the topic of groups and offsets is made with."),
        Number(OffsetsTopicReplicationFactor, "3", 1, "How many replicas that topic is made with; as many as there are brokers where those are fewer.")
            with { Most = short.MaxValue },
        Number(OffsetsTopicSegmentBytes, "104857600", 1024 * 1024, "How large that topic's segments get, in bytes."),
        Number(ProducerIdExpirationCheckIntervalMs, "600000", 1, "How often producers are looked for that have written nothing for too long, in milliseconds."),
        Number(ProducerIdExpirationMs, "86400000", 1,
            "How many milliseconds a partition remembers a producer that writes nothing more to it, by its records' timestamps: until then it knows repeats.")
            with { IsFixed = false },
    ];

    /// <summary>What is wrong with entries beside each other, each of them legal by itself, in a sentence; null when they go together.</summary>
    /// <param name="entries">What the operator says, by name; defaults hold for what is missing.</param>
    public static string? JudgeTogether(IReadOnlyDictionary<string, string> entries)
    {
        var least = ValueOf(GroupMinSessionTimeoutMs, entries);
        var most = ValueOf(GroupMaxSessionTimeoutMs, entries);
        return least <= most ? null : $"{GroupMinSessionTimeoutMs} is {least}, but must not be above {GroupMaxSessionTimeoutMs}, which is {most}.";
    }

    /// <summary>The number that holds: what is said, else the default.</summary>
    internal static int ValueOf(string name, IReadOnlyDictionary<string, string> entries) => int.Parse(
        entries.GetValueOrDefault(name) ?? Find(name).Default, CultureInfo.InvariantCulture);

    /// <summary>The entry of this name, which exists.</summary>
    internal static ConfigDefinition Find(string name) => All.First(definition => definition.Name == name);

    private static ConfigDefinition Number(string name, string value, long least, string documentation) =>
        new(name, name, ConfigType.Number32, value, documentation) { IsFixed = true, Least = least, Most = int.MaxValue };
}
