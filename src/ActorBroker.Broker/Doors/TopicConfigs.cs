namespace ActorBroker.Broker.Doors;

/// <summary>The entries of a topic's configuration that exist: each does something, and has Kafka's name, default and limits.</summary>
public static class TopicConfigs
{
    /// <summary>All of them, by name in rising order.</summary>
    public static IReadOnlyList<ConfigDefinition> All { get; } =
    [
        new(ConfigNames.CleanupPolicy, "log.cleanup.policy", ConfigType.WordList, "delete",
            "How old records go: 'delete', whole segments past their retention; 'compact', all but the last of each key (KIP-58); or both.")
        {
            Words = ["compact", "delete"],
        },
        new(ConfigNames.CompressionType, ConfigNames.CompressionType, ConfigType.Text, "producer",
            "The codec of stored batches: 'producer' keeps them as they came; in any other one they are packed anew where they came otherwise.")
        {
            Words = ["uncompressed", "gzip", "snappy", "lz4", "zstd", "producer"],
        },
        new(ConfigNames.DeleteRetentionMs, "log.cleaner.delete.retention.ms", ConfigType.Number64, "86400000",
            "How many milliseconds a compacted topic keeps a record without a value, which deletes its key, behind the compaction that first met it (KIP-534).")
        {
            Least = 0,
        },
        new(ConfigNames.FlushMessages, "log.flush.interval.messages", ConfigType.Number64, "9223372036854775807",
            "Under flush.policy=os, a log is flushed to the disk each time this many records were appended; 1 is as flush.policy=commit.") { Least = 1 },
        new(ConfigNames.FlushMs, "log.flush.interval.ms", ConfigType.Number64, "9223372036854775807",
            "Under flush.policy=os, a record is flushed to the disk at most this many milliseconds after it was appended; what is flushed from time to time may come sooner.") { Least = 0 },
        new(ConfigNames.FlushPolicy, ConfigNames.FlushPolicy, ConfigType.Text, "commit",
            "When a record counts as acknowledged by a replica: 'commit', once it is on the disk; 'os', once it is in the page cache, as in Kafka.")
        {
            Words = ["commit", "os"],
        },
        new(ConfigNames.IndexIntervalBytes, "log.index.interval.bytes", ConfigType.Number32, "4096",
            "An index entry is written after this many bytes of batches.") { Least = 0, Most = int.MaxValue },
        new(ConfigNames.MaxCompactionLagMs, "log.cleaner.max.compaction.lag.ms", ConfigType.Number64, "9223372036854775807",
            "A record of a compacted topic is compacted after this many milliseconds, whatever the share of new ones (KIP-354); a segment is closed for that.") { Least = 1 },
        new(ConfigNames.MaxMessageBytes, "message.max.bytes", ConfigType.Number32, "1048588",
            "The most bytes of a batch, as it is sent.") { Least = 0, Most = int.MaxValue },
        new(ConfigNames.TimestampAfterMaxMs, "log.message.timestamp.after.max.ms", ConfigType.Number64, "3600000",
            "How many milliseconds a record's timestamp may lie in the future (KIP-937).") { Least = 0 },
        new(ConfigNames.TimestampBeforeMaxMs, "log.message.timestamp.before.max.ms", ConfigType.Number64, "9223372036854775807",
            "How many milliseconds a record's timestamp may lie in the past (KIP-937).") { Least = 0 },
        new(ConfigNames.TimestampType, "log.message.timestamp.type", ConfigType.Text, "CreateTime",
            "Whose clock timestamps are from: the producer's (CreateTime) or the leader's at the append (LogAppendTime).")
        {
            Words = ["CreateTime", "LogAppendTime"],
        },
        new(ConfigNames.MinCleanableDirtyRatio, "log.cleaner.min.cleanable.ratio", ConfigType.Fraction, "0.5",
            "A log is compacted once this share of its closed bytes is new since the last time: 0 to 1.") { Least = 0, Most = 1 },
        new(ConfigNames.MinCompactionLagMs, "log.cleaner.min.compaction.lag.ms", ConfigType.Number64, "0",
            "A record of a compacted topic stays for at least this many milliseconds, whatever follows it (KIP-58).") { Least = 0 },
        new(ConfigNames.MinInSyncReplicas, ConfigNames.MinInSyncReplicas, ConfigType.Number32, "1",
            "How many replicas must be in sync for an append with acks=all.") { Least = 1, Most = int.MaxValue },
        new(ConfigNames.RetentionBytes, "log.retention.bytes", ConfigType.Number64, "-1",
            "The oldest segment goes when this many bytes stay without it; -1 sets no limit.") { Least = -1 },
        new(ConfigNames.RetentionMs, "log.retention.ms", ConfigType.Number64, "604800000",
            "A segment goes this many milliseconds after its largest timestamp; -1 keeps it for ever.") { Least = -1 },
        new(ConfigNames.SegmentBytes, "log.segment.bytes", ConfigType.Number32, "1073741824",
            "A segment is closed before it would grow past this many bytes.") { Least = 1024 * 1024, Most = int.MaxValue },
        new(ConfigNames.SegmentIndexBytes, "log.index.size.max.bytes", ConfigType.Number32, "10485760",
            "A segment is closed when its index would grow past this many bytes.") { Least = 12, Most = int.MaxValue },
        new(ConfigNames.SegmentJitterMs, "log.roll.jitter.ms", ConfigType.Number64, "0",
            "A segment is closed up to this many milliseconds sooner than segment.ms says, so that not all that were begun together are closed together.") { Least = 0 },
        new(ConfigNames.SegmentMs, "log.roll.ms", ConfigType.Number64, "604800000",
            "A segment is closed this many milliseconds after its first record's timestamp.") { Least = 1 },
        new(ConfigNames.UncleanLeaderElection, ConfigNames.UncleanLeaderElection, ConfigType.Boolean, "false",
            "Whether a replica may be elected leader that lacks acknowledged records, when no other is left: they are lost then."),
    ];

    /// <summary>The entry of this name; null when there is none.</summary>
    public static ConfigDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);
}
