using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Listener.Handlers;

/// <summary>Whether what the metadata gives to this broker is served by it already.</summary>
internal static class OwnPartitions
{
    /// <summary>
    /// Waits until each of a topic's partitions that this broker is to lead has taken its role, so that whoever hears of the topic can use it at once.
    /// </summary>
    /// <returns>False when the time was over first.</returns>
    public static async Task<bool> UntilServedAsync(BrokerDoors doors, TopicImage topic, RequestDeadline deadline)
    {
        if (!await UntilHostedAsync(doors, deadline))
            return false;

        for (var index = 0; index < topic.Partitions.Count; index++)
        {
            if (IsOwn(doors, topic.Partitions[index])
                && doors.Partitions.Find(new PartitionId(topic.Id, new PartitionIndex(index))) is { } hosted
                && !await UntilOpenAsync(hosted, doors.Clock, deadline))
                return false;
        }

        return true;
    }

    /// <summary>True for a partition that this broker is to lead, but whose role it has not taken yet.</summary>
    public static bool IsOpening(BrokerDoors doors, PartitionId id, PartitionImage state) =>
        IsOwn(doors, state) && (doors.Partitions.Find(id)?.Entry.Status ?? PartitionStatus.Opening) == PartitionStatus.Opening;

    private static bool IsOwn(BrokerDoors doors, PartitionImage state) => state.Leader == doors.Broker;

    private static async Task<bool> UntilHostedAsync(BrokerDoors doors, RequestDeadline deadline)
    {
        var wait = new AwaitedDoor();
        if (!doors.Partitions.TryWait(doors.Metadata.Image.Offset, wait) || await wait.UntilWokenAsync(deadline.Left, doors.Clock))
            return true;

        doors.Partitions.Leave(wait);
        return false;
    }

    private static async Task<bool> UntilOpenAsync(HostedPartition hosted, TimeProvider clock, RequestDeadline deadline)
    {
        for (var entry = hosted.Entry; entry.Status == PartitionStatus.Opening; entry = hosted.Entry)
        {
            var wait = new AwaitedDoor();
            if (!hosted.TryWait(entry, wait, entry.ReadableEnd(ReadLevel.LogEnd), ReadLevel.LogEnd)
                || await wait.UntilWokenAsync(deadline.Left, clock))
                continue;

            hosted.Leave(wait);
            return false;
        }

        return true;
    }
}
