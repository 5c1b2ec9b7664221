using ActorBroker.Broker.Doors;
using ActorBroker.Hosting.Nodes;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Health;

/// <summary>Looks whether a broker serves its clients: all that it says is read from what the doors see. Any thread; costs time by the cluster's partitions.</summary>
internal sealed class Readiness(BrokerDoors doors, NodeLife life)
{
    private const int NamedMax = 3;

    /// <summary>Each check once, always in the same order.</summary>
    public IReadOnlyList<HealthCheck> Check()
    {
        var image = doors.Metadata.Image;
        return
        [
            new("broker", BrokerTrouble()),
            new("controller", ControllerTrouble(image)),
            new("log directories", DirectoryTrouble()),
            new("partitions", PartitionTrouble(image)),
            new("group coordinators", CoordinatorTrouble(image)),
        ];
    }

    private string? BrokerTrouble() => life.Ended switch
    {
        { IsFaulted: true, Exception.InnerException: { } cause } => $"It has ended: {cause.Message}",
        { IsCompleted: true } => "It has stopped.",
        _ when life.IsStopping => "It is stopping.",
        _ when !life.Started.IsCompletedSuccessfully => "It is starting: its memory and its logs are recovered.",
        _ => null,
    };

    private string? ControllerTrouble(MetadataImage image) =>
        image.ClusterId is null ? "The cluster's metadata are not recovered."
        : !image.Brokers.TryGetValue(doors.Broker, out var registered) ? "This broker is not registered."
        : !registered.IsActive ? "This broker is fenced: nobody is sent to it."
        : null;

    private string? DirectoryTrouble() => doors.LogDirectories switch
    {
        null => "They are not opened.",
        { All: var all } => Named("failed: ", all.Where(directory => directory.Failure is not null).Select(directory => directory.Path)),
    };

    /// <summary>A partition that metadata give to this broker to lead, and that clients cannot use.</summary>
    private string? PartitionTrouble(MetadataImage image) => Named("not served: ", LedHere(image)
        .Where(led => doors.Partitions.Find(led.Id)?.Entry.Status != PartitionStatus.Leader)
        .Select(led => $"{led.Topic.Name}-{led.Id.Index}"));

    private string? CoordinatorTrouble(MetadataImage image) => Named("not loaded: ", LedHere(image)
        .Where(led => led.Topic.Name == CoordinatorTopic.Name && !doors.Groups.IsLoaded(led.Id.Index))
        .Select(led => $"{led.Topic.Name}-{led.Id.Index}"));

    private IEnumerable<(TopicImage Topic, PartitionId Id)> LedHere(MetadataImage image) =>
        from topic in image.Topics.All
        from index in Enumerable.Range(0, topic.Partitions.Count)
        where topic.Partitions[index].Leader == doors.Broker
        select (topic, new PartitionId(topic.Id, new PartitionIndex(index)));

    /// <summary>How many there are, and the first few by name; null for none.</summary>
    private static string? Named(string what, IEnumerable<string> troubled)
    {
        var all = troubled.Order(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? null : $"{all.Count} {what}{string.Join(", ", all.Take(NamedMax))}{(all.Count > NamedMax ? ", …" : "")}";
    }
}
