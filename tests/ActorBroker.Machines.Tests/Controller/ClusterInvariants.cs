using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>What holds in every state that a controller decides, and between each and the next.</summary>
internal static class ClusterInvariants
{
    /// <summary>Throws, naming the partition, when something does not hold.</summary>
    public static void Check(MetadataImage before, MetadataImage after)
    {
        foreach (var topic in after.Topics.All)
        {
            var minIsr = MinIsrOf(after, topic.Name);
            for (var index = 0; index < topic.Partitions.Count; index++)
            {
                var partition = topic.Partitions[index];
                var earlier = before.Topics.Find(topic.Id)?.Find(new PartitionIndex(index));
                if (FindBreach(after, partition, minIsr) is { } breach)
                    throw new InvalidOperationException($"{topic.Name}-{index}: {breach}: {Describe(partition)}");
                if (earlier is not null && FindBreach(earlier, partition) is { } step)
                    throw new InvalidOperationException($"{topic.Name}-{index}: {step}: {Describe(earlier)} -> {Describe(partition)}");
            }
        }
    }

    /// <summary>What holds once a decision is carried out whole: nobody who may lead is left waiting.</summary>
    public static void CheckElections(MetadataImage image)
    {
        foreach (var topic in image.Topics.All)
        {
            foreach (var partition in topic.Partitions)
            {
                if (partition.Leader == BrokerId.None && partition.Isr.AddRange(partition.Elr).Any(image.IsActive))
                    throw new InvalidOperationException($"{topic.Name}: nobody leads though somebody may: {Describe(partition)}");
            }
        }
    }

    public static string RolesOf(PartitionImage partition)
    {
        var leader = partition.Leader == BrokerId.None ? "no leader" : $"leader {partition.Leader}";
        var lists = new (string Name, IEnumerable<BrokerId> Brokers)[]
        {
            ("replicas", partition.Replicas), ("isr", partition.Isr), ("elr", partition.Elr), ("last known", partition.LastKnownElr),
            ("adding", partition.Adding), ("removing", partition.Removing),
        };
        return string.Join(", ", lists.Where(list => list.Brokers.Any()).Select(list => $"{list.Name} {string.Join(',', list.Brokers)}").Prepend(leader));
    }

    public static int MinIsrOf(MetadataImage image, string topic) => int.Parse(
        image.FindConfig(ConfigResource.OfTopic(topic), "min.insync.replicas")
            ?? image.FindConfig(ConfigResource.AllBrokers, "min.insync.replicas") ?? "1");

    private static string? FindBreach(MetadataImage image, PartitionImage partition, int minIsr)
    {
        if (!partition.IsSound)
            return "not sound";
        if (partition.Leader != BrokerId.None && !image.IsActive(partition.Leader))
            return "the leader is not active";
        if (partition.Isr.Length > 1 && !partition.Isr.All(image.IsActive))
            return "a broker that is not active is in an ISR with others";
        if (partition.Leader != BrokerId.None && !partition.Elr.IsEmpty && partition.Isr.Length >= Math.Min(minIsr, partition.Replicas.Length))
            return "eligible replicas beside an ISR that suffices";
        return null;
    }

    private static string? FindBreach(PartitionImage before, PartitionImage after)
    {
        if (after.Epoch < before.Epoch || after.LeaderEpoch < before.LeaderEpoch)
            return "an epoch fell";
        if (after.Epoch == before.Epoch && (!after.HasSameRoles(before) || after.LeaderEpoch != before.LeaderEpoch))
            return "a change without a new epoch";
        if (after.LeaderEpoch == before.LeaderEpoch && after.Leader != before.Leader)
            return "two leaders in one epoch";
        return null;
    }

    private static string Describe(PartitionImage partition) =>
        $"[{RolesOf(partition)}, leader epoch {partition.LeaderEpoch}, epoch {partition.Epoch}]";
}
