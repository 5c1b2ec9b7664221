using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Metadata;

/// <summary>One event of each kind, with every field in use. Frozen: their bytes are golden.</summary>
internal static class MetadataSamples
{
    public static readonly TopicId Topic = new(new Guid("00112233-4455-6677-8899-aabbccddeeff"));

    public static readonly PartitionImage Plain = new()
    {
        Replicas = [new(1), new(2), new(300)],
        Isr = [new(1), new(2), new(300)],
        Leader = new(2),
        LeaderEpoch = new(7),
        Epoch = new(130),
    };

    public static readonly PartitionImage Full = new()
    {
        Replicas = [new(4), new(5), new(1), new(2), new(3)],
        Isr = [new(1)],
        Leader = BrokerId.None,
        LeaderEpoch = new(8),
        Epoch = new(131),
        Elr = [new(2)],
        LastKnownElr = [new(3)],
        Adding = [new(4), new(5)],
        Removing = [new(2), new(3)],
    };

    public static readonly BrokerImage Broker = new()
    {
        Id = new(300),
        Incarnation = new(77),
        LastActive = new(70),
        RunId = new Guid("01020304-0506-0708-090a-0b0c0d0e0f10"),
        RegisteredAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000),
        Endpoints = [new("PLAINTEXT", "host-1", 9092, 0), new("EXTERNAL", "größe.example", 65_535, 3)],
        Rack = "rack-a",
        LogDirectories = [new Guid("11111111-2222-3333-4444-555555555555")],
        Features = [new("metadata.version", 1, 3)],
        IsFenced = false,
        IsShuttingDown = true,
    };

    public static IReadOnlyList<MetadataEvent> Events { get; } =
    [
        new ControllerChanged(new ControllerEpoch(9)),
        new ClusterFormed("abcdefghijklmnopqrstuv"),
        new BrokerRegistered(Broker),
        new BrokerChanged(new(300), new(77), IsFenced: true, IsShuttingDown: false),
        new BrokerUnregistered(new(1), new(5)),
        new TopicCreated(Topic, "orders.v1"),
        new TopicDeleted(new TopicId(new Guid("99999999-4455-6677-8899-aabbccddeeff"))),
        new PartitionsChanged([new(new(Topic, new(0)), Plain), new(new(Topic, new(1)), Full)]),
        new ConfigsChanged(ConfigResource.OfTopic("orders.v1"), [new("cleanup.policy", "compact"), new("retention.ms", null)]),
        new ProducerIdsAllocated(new(300), new(5_000)),
        new FeatureFinalised("metadata.version", 2),
    ];
}
