using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Remote;

/// <summary>How far groups have come.</summary>
internal sealed class GroupOffsets(ClusterClient cluster)
{
    private const short FirstVersionOfSeveralGroups = 8;

    // Later versions name topics by their ids alone.
    private const short LastVersionWithNames = 9;

    /// <summary>The offsets at which a group goes on; none for a partition without a commit.</summary>
    /// <exception cref="BrokerErrorException">The coordinator refuses.</exception>
    public async Task<IReadOnlyDictionary<TopicPartition, long>> ReadAsync(string group, CancellationToken cancellation = default)
    {
        var response = await cluster.AskCoordinatorAsync<OffsetFetchResponse>(
            group, connection => RequestFor(connection, group), answer => Check(answer, group), LastVersionWithNames, cancellation);
        var ofOne = response.Topics.SelectMany(topic => topic.Partitions.Select(partition => (topic.Name, partition.PartitionIndex, partition.CommittedOffset)));
        var ofSeveral = response.Groups.SelectMany(answer => answer.Topics)
            .SelectMany(topic => topic.Partitions.Select(partition => (topic.Name, partition.PartitionIndex, partition.CommittedOffset)));
        return ofOne.Concat(ofSeveral)
            .Where(partition => partition.CommittedOffset.Value >= 0)
            .ToDictionary(partition => new TopicPartition(partition.Name, partition.PartitionIndex.Value), partition => partition.CommittedOffset.Value);
    }

    /// <summary>Commits offsets for a group that has no members; gives the partitions that failed.</summary>
    /// <exception cref="BrokerErrorException">The coordinator cannot be found.</exception>
    public async Task<IReadOnlyDictionary<TopicPartition, ErrorCode>> WriteAsync(
        string group, IReadOnlyDictionary<TopicPartition, long> offsets, CancellationToken cancellation = default)
    {
        var request = new OffsetCommitRequest { GroupId = group, MemberId = "" };
        foreach (var ofTopic in offsets.GroupBy(offset => offset.Key.Topic))
        {
            var topic = request.Topics.AddNew();
            topic.Name = ofTopic.Key;
            foreach (var (partition, offset) in ofTopic)
                topic.Partitions.Add(new OffsetCommitRequest.OffsetCommitRequestPartition { PartitionIndex = new(partition.Partition), CommittedOffset = new(offset), CommittedMetadata = "" });
        }

        var response = await cluster.AskCoordinatorAsync<OffsetCommitResponse>(group, _ => request, answer => Check(answer, group), LastVersionWithNames, cancellation);
        return response.Topics
            .SelectMany(topic => topic.Partitions.Select(partition => (Id: new TopicPartition(topic.Name, partition.PartitionIndex.Value), partition.ErrorCode)))
            .Where(partition => partition.ErrorCode != ErrorCode.None)
            .ToDictionary(partition => partition.Id, partition => partition.ErrorCode);
    }

    private static OffsetFetchRequest RequestFor(BrokerConnection connection, string group)
    {
        var request = new OffsetFetchRequest();
        if (connection.VersionOf(ApiKey.OffsetFetch) >= FirstVersionOfSeveralGroups)
        {
            request.Groups.Add(new OffsetFetchRequest.OffsetFetchRequestGroup { GroupId = group, Topics = null });
            return request;
        }

        request.GroupId = group;
        request.Topics = null;
        return request;
    }

    private static void Check(OffsetFetchResponse response, string group)
    {
        BrokerErrorException.ThrowIf(response.ErrorCode, $"offsets of group '{group}'");
        foreach (var answer in response.Groups)
            BrokerErrorException.ThrowIf(answer.ErrorCode, $"offsets of group '{group}'");
    }

    // What concerns the coordinator concerns all partitions alike.
    private static void Check(OffsetCommitResponse response, string group)
    {
        foreach (var error in response.Topics.SelectMany(topic => topic.Partitions).Select(partition => partition.ErrorCode))
        {
            if (error is ErrorCode.NotCoordinator or ErrorCode.CoordinatorNotAvailable or ErrorCode.CoordinatorLoadInProgress)
                throw new BrokerErrorException(error, $"offsets of group '{group}'");
        }
    }
}
