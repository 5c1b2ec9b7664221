using ActorBroker.Log;
using ActorBroker.Log.Compaction;
using ActorBroker.Log.Retention;
using ActorBroker.Machines.Replication;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Broker.Doors;

/// <summary>A topic's configuration, resolved against the broker's defaults. Immutable; a change of configuration publishes another.</summary>
public sealed record TopicSettings
{
    /// <summary>Delays from here on are none: what is flushed from time to time comes sooner.</summary>
    internal static readonly TimeSpan FlushDelayMax = TimeSpan.FromDays(1);

    /// <summary>Kafka's defaults.</summary>
    public static TopicSettings Default { get; } = new();

    /// <summary>How producers' batches are judged.</summary>
    public RecordValidationOptions Validation
    {
        get;
        init
        {
            field = value;
            ValidationWithoutZstd = value with { IsZstdAllowed = false };
        }
    } = RecordValidationOptions.Default;

    /// <summary>The same for requests that are too old for zstd (Produce below version 7).</summary>
    public RecordValidationOptions ValidationWithoutZstd { get; private init; } = RecordValidationOptions.Default with { IsZstdAllowed = false };

    /// <summary>The codec of stored batches (<c>compression.type</c>); null when each stays as its producer packed it.</summary>
    public CompressionCodec? Codec { get; init; }

    /// <summary>How the log is kept.</summary>
    public PartitionLogOptions Log { get; init; } = new();

    /// <summary>How the log is compacted; null when it is not (<c>cleanup.policy</c>).</summary>
    public CompactionOptions? Compaction { get; init; }

    /// <summary>How much of the log is kept; without limits where the topic is only compacted.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>What an acknowledgement by all in-sync replicas promises (<c>flush.policy</c>).</summary>
    public FlushPolicy Flush { get; init; } = FlushPolicy.Commit;

    /// <summary>How many records may be written and not flushed where acknowledgements do not wait for the disk (<c>flush.messages</c>); 1 and up.</summary>
    public long FlushRecords { get; init; } = long.MaxValue;

    /// <summary>How long, there, a record may wait for its flush (<c>flush.ms</c>); null for until the broker flushes from time to time.</summary>
    public TimeSpan? FlushDelay { get; init; }

    /// <summary>How many replicas must be in sync for an append with acks=all (<c>min.insync.replicas</c>); 1 and up.</summary>
    public int MinInSyncReplicas { get; init; } = 1;
}
