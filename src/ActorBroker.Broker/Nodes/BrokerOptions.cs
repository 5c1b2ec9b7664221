using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Broker.Nodes;

/// <summary>What the operator of a broker decides about this node. Immutable.</summary>
public sealed record BrokerOptions
{
    /// <summary>This broker's number (<c>node.id</c>).</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>The log directories; at least one, without slashes at their ends.</summary>
    public required ImmutableArray<string> LogDirectories { get; init; }

    /// <summary>Where clients reach this broker; the ports are those that were bound.</summary>
    public required ImmutableArray<BrokerEndpoint> Endpoints { get; init; }

    /// <summary>Its rack; null when it has none.</summary>
    public string? Rack { get; init; }

    /// <summary>How often dirty logs are made clean, so that a crash costs less of a scan. More than zero. Default 60 s (Kafka's <c>log.flush.offset.checkpoint.interval.ms</c>).</summary>
    public TimeSpan CheckpointInterval
    {
        get;
        init => field = MoreThanZero(value, nameof(CheckpointInterval));
    } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often logs that got 4 MiB and more since the last time are flushed where acknowledgements do not wait for that (<c>flush.policy=os</c>), so that a
    /// stop has little left to flush and a loss of power little to take. More than zero. Default 5 s.
    /// </summary>
    public TimeSpan FlushInterval
    {
        get;
        init => field = MoreThanZero(value, nameof(FlushInterval));
    } = TimeSpan.FromSeconds(5);

    /// <summary>How often logs are looked through for what is past its retention. More than zero. Default 5 minutes (Kafka's <c>log.retention.check.interval.ms</c>).</summary>
    public TimeSpan RetentionInterval
    {
        get;
        init => field = MoreThanZero(value, nameof(RetentionInterval));
    } = TimeSpan.FromMinutes(5);

    /// <summary>How often the logs of compacted topics are looked through for what is due. More than zero. Default 15 s (Kafka's <c>log.cleaner.backoff.ms</c>).</summary>
    public TimeSpan CompactionInterval
    {
        get;
        init => field = MoreThanZero(value, nameof(CompactionInterval));
    } = TimeSpan.FromSeconds(15);

    /// <summary>How many logs are compacted at once; 1 and up. Default 1 (Kafka's <c>log.cleaner.threads</c>).</summary>
    public int CompactionsAtOnce
    {
        get;
        init => field = AtLeastOne(value, nameof(CompactionsAtOnce));
    } = 1;

    /// <summary>How many logs are flushed at once in each directory; 1 and up. Default 16 (ADR-0002).</summary>
    public int FlushesAtOnce
    {
        get;
        init => field = AtLeastOne(value, nameof(FlushesAtOnce));
    } = 16;

    /// <summary>Files that may be open while nobody uses them, in each directory; 1 and up. Default 64.</summary>
    public int OpenFilesMax
    {
        get;
        init => field = AtLeastOne(value, nameof(OpenFilesMax));
    } = 64;

    private static TimeSpan MoreThanZero(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        return value;
    }

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
