namespace ActorBroker.Machines.Groups;

/// <summary>What the operator of a broker decides about groups. Immutable. Defaults are Kafka's, where nothing else is said.</summary>
public sealed record GroupOptions
{
    /// <summary>The shortest session timeout that is taken (<c>group.min.session.timeout.ms</c>). Default 6 s.</summary>
    public TimeSpan SessionTimeoutMin { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The longest session timeout that is taken (<c>group.max.session.timeout.ms</c>). Default 30 minutes.</summary>
    public TimeSpan SessionTimeoutMax { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the first rebalance of an empty group waits for more members (<c>group.initial.rebalance.delay.ms</c>); zero for not at all. Default 3 s.</summary>
    public TimeSpan InitialRebalanceDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How many members a group may have, and how many ids that were given out and not used (<c>group.max.size</c>); 1 and up. Default 10,000; Kafka has
    /// no bound.
    /// </summary>
    public int SizeMax { get; init; } = 10_000;

    /// <summary>How long the offsets of a group without members are kept (<c>offsets.retention.minutes</c>). Default 7 days.</summary>
    public TimeSpan OffsetsRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a committed offset's metadata may be, in characters (<c>offset.metadata.max.bytes</c>); 0 and up. Default 4,096.</summary>
    public int OffsetMetadataMax { get; init; } = 4_096;

    /// <summary>
    /// How long a member may wait for its first join to be answered, since a client that is gone cannot be told from one that waits. 5 minutes, as in Kafka.
    /// </summary>
    public TimeSpan NewMemberTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
