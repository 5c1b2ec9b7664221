namespace ActorBroker.Hosting.Configuration;

/// <summary>How many topics, partitions and groups are told apart in metrics, and what finding their figures may cost.</summary>
internal sealed record MetricsOptions
{
    public required int TopicsMax { get; init; }

    public required int PartitionsMax { get; init; }

    public required int GroupsMax { get; init; }

    public required TimeSpan GroupsInterval { get; init; }

    public required int LooksMax { get; init; }

    public static MetricsOptions Read(OptionReader reader) => new()
    {
        TopicsMax = reader.Int("metrics.topics-max", 0, 1_000_000),
        PartitionsMax = reader.Int("metrics.partitions-max", 0, 10_000_000),
        GroupsMax = reader.Int("metrics.groups-max", 0, 1_000_000),
        GroupsInterval = reader.Duration("metrics.groups-interval"),
        LooksMax = reader.Int("metrics.looks-max", 0, 1_000_000),
    };
}
