namespace ActorBroker.Broker.Doors;

/// <summary>The names of topics' configuration entries.</summary>
internal static class ConfigNames
{
    public const string CleanupPolicy = "cleanup.policy";
    public const string CompressionType = "compression.type";
    public const string DeleteRetentionMs = "delete.retention.ms";
    public const string FlushMessages = "flush.messages";
    public const string FlushMs = "flush.ms";
    public const string FlushPolicy = "flush.policy";
    public const string IndexIntervalBytes = "index.interval.bytes";
    public const string MaxCompactionLagMs = "max.compaction.lag.ms";
    public const string MaxMessageBytes = "max.message.bytes";
    public const string MinCleanableDirtyRatio = "min.cleanable.dirty.ratio";
    public const string MinCompactionLagMs = "min.compaction.lag.ms";
    public const string MinInSyncReplicas = "min.insync.replicas";
    public const string RetentionBytes = "retention.bytes";
    public const string RetentionMs = "retention.ms";
    public const string SegmentBytes = "segment.bytes";
    public const string SegmentIndexBytes = "segment.index.bytes";
    public const string SegmentJitterMs = "segment.jitter.ms";
    public const string SegmentMs = "segment.ms";
    public const string TimestampAfterMaxMs = "message.timestamp.after.max.ms";
    public const string TimestampBeforeMaxMs = "message.timestamp.before.max.ms";
    public const string TimestampType = "message.timestamp.type";
    public const string UncleanLeaderElection = "unclean.leader.election.enable";
}
