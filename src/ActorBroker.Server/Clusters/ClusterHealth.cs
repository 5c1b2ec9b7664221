using ActorBroker.Model;
using ActorBroker.Server.Remote;
using ActorBroker.Server.Topics;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Clusters;

/// <summary>What is wrong with a cluster, as its metadata tells.</summary>
/// <param name="Brokers">How many brokers are alive.</param>
/// <param name="Partitions">How many partitions there are, of internal topics too.</param>
/// <param name="Controller">The broker that takes administrative requests; null for none.</param>
/// <param name="Offline">Partitions without a leader, as <c>orders-3</c>.</param>
/// <param name="UnderReplicated">Partitions that have a leader, and replicas that are not in sync.</param>
/// <param name="MissingBrokers">Brokers that keep partitions and are not alive.</param>
internal sealed record ClusterHealth(
    int Brokers, int Partitions, int? Controller, IReadOnlyList<string> Offline, IReadOnlyList<string> UnderReplicated, IReadOnlyList<int> MissingBrokers)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsWell => Controller is not null && Offline.Count == 0 && UnderReplicated.Count == 0 && MissingBrokers.Count == 0;

    /// <summary>Judges metadata of all topics.</summary>
    public static ClusterHealth Of(MetadataResponse metadata)
    {
        var partitions = metadata.Topics
            .SelectMany(topic => topic.Partitions.Select(partition => (Id: new TopicPartition(topic.Name ?? "", partition.PartitionIndex.Value), Health: PartitionHealth.Of(partition))))
            .OrderBy(partition => partition.Id)
            .ToArray();
        var alive = metadata.Brokers.Select(broker => broker.NodeId.Value).ToHashSet();
        var keepers = metadata.Topics.SelectMany(topic => topic.Partitions).SelectMany(partition => partition.ReplicaNodes).Select(node => node.Value);
        return new(
            alive.Count,
            partitions.Length,
            metadata.ControllerId == BrokerId.None ? null : metadata.ControllerId.Value,
            [.. partitions.Where(partition => partition.Health == PartitionHealth.Offline).Select(partition => partition.Id.ToString())],
            [.. partitions.Where(partition => partition.Health == PartitionHealth.UnderReplicated).Select(partition => partition.Id.ToString())],
            [.. keepers.Where(node => !alive.Contains(node)).Distinct().Order()]);
    }
}
