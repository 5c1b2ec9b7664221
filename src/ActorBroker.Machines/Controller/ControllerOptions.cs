using ActorBroker.Machines.Placement;

namespace ActorBroker.Machines.Controller;

/// <summary>What the controller's operator decides. Immutable; a change takes a restart of the controller.</summary>
public sealed record ControllerOptions
{
    /// <summary>Partitions of a topic whose creator names no number: 1 and up. Default 1 (Kafka's <c>num.partitions</c>).</summary>
    public int PartitionCountDefault
    {
        get;
        init => field = AtLeastOne(value, nameof(PartitionCountDefault));
    } = 1;

    /// <summary>Replicas of a partition whose creator names no number: 1 and up. Default 1 (Kafka's <c>default.replication.factor</c>).</summary>
    public int ReplicationFactorDefault
    {
        get;
        init => field = AtLeastOne(value, nameof(ReplicationFactorDefault));
    } = 1;

    /// <summary>In-sync replicas that acks=all needs where no configuration says otherwise: 1 and up. Default 1 (Kafka's <c>min.insync.replicas</c>).</summary>
    public int MinIsrDefault
    {
        get;
        init => field = AtLeastOne(value, nameof(MinIsrDefault));
    } = 1;

    /// <summary>True when, where no configuration says otherwise, a leader may be elected that lost acknowledged records (Kafka's <c>unclean.leader.election.enable</c>). Default false.</summary>
    public bool AllowsUncleanDefault { get; init; }

    /// <summary>Partitions that one request may create: 1 and up. Default 10,000, as Kafka's.</summary>
    public int PartitionsPerRequestMax
    {
        get;
        init => field = AtLeastOne(value, nameof(PartitionsPerRequestMax));
    } = 10_000;

    /// <summary>Partitions of the whole cluster, 1 and up. Default 1,000,000: what the controller's memory is meant for.</summary>
    public int PartitionsMax
    {
        get;
        init => field = AtLeastOne(value, nameof(PartitionsMax));
    } = 1_000_000;

    /// <summary>Ids in a producer-id block: 1 and up. Default 1,000, as Kafka's.</summary>
    public int ProducerIdBlockLength
    {
        get;
        init => field = AtLeastOne(value, nameof(ProducerIdBlockLength));
    } = 1_000;

    /// <summary>False to refuse the deletion of topics. Default true (Kafka's <c>delete.topic.enable</c>).</summary>
    public bool AllowsTopicDeletion { get; init; } = true;

    /// <summary>How often preferred leaders are brought back; null for never. Default 300 s (Kafka's <c>leader.imbalance.check.interval.seconds</c>).</summary>
    public TimeSpan? PreferredLeaderInterval
    {
        get;
        init
        {
            if (value is { } interval)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(300);

    /// <summary>Leaders that are brought back at a time: 1 and up; more wait for a second. Default 1,000, as Kafka's.</summary>
    public int PreferredLeadersAtOnce
    {
        get;
        init => field = AtLeastOne(value, nameof(PreferredLeadersAtOnce));
    } = 1_000;

    /// <summary>How replicas are placed that nobody assigned. Default striped over racks, as KRaft's.</summary>
    public IPlacementStrategy Placement { get; init; } = new StripedPlacement();

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
