using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Remote;

/// <summary>Finds the offsets that belong to positions: a log's start, its end, a time.</summary>
internal sealed class OffsetReader(ClusterClient cluster)
{
    /// <summary>The position of a log's first record, instead of a time.</summary>
    public const long Earliest = -2;

    /// <summary>The position behind a log's last record, instead of a time.</summary>
    public const long Latest = -1;

    /// <summary>Asks each partition's leader, and again when it has moved.</summary>
    /// <param name="topics">Metadata of the topics; a partition without a leader gets <see cref="ErrorCode.LeaderNotAvailable"/> at once.</param>
    /// <param name="wanted">The partitions, with <see cref="Earliest"/>, <see cref="Latest"/> or milliseconds since 1970: the first record that is no older.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IReadOnlyDictionary<TopicPartition, FoundOffset>> FindAsync(
        IReadOnlyCollection<MetadataResponse.MetadataResponseTopic> topics, IReadOnlyDictionary<TopicPartition, long> wanted, CancellationToken cancellation = default)
    {
        var found = await FindOnceAsync(topics, wanted, cancellation);
        if (!found.Any(HasMoved))
            return found;

        return await cluster.RetryAsync(
            async () =>
            {
                var names = topics.Select(topic => topic.Name!).ToArray();
                var again = await FindOnceAsync(await new TopicDirectory(cluster).FindAsync(names, cancellation), wanted, cancellation);
                foreach (var (partition, offset) in again.Where(HasMoved))
                    throw new BrokerErrorException(offset.Error, $"partition {partition}");
                return again;
            },
            cancellation);
    }

    /// <summary>The same position in all partitions of topics.</summary>
    public Task<IReadOnlyDictionary<TopicPartition, FoundOffset>> FindAsync(
        IReadOnlyCollection<MetadataResponse.MetadataResponseTopic> topics, long position, CancellationToken cancellation = default) =>
        FindAsync(topics, PartitionsOf(topics).ToDictionary(partition => partition.Id, _ => position), cancellation);

    private static bool HasMoved(KeyValuePair<TopicPartition, FoundOffset> found) =>
        found.Value.Error is ErrorCode.NotLeaderOrFollower or ErrorCode.FencedLeaderEpoch or ErrorCode.UnknownLeaderEpoch or ErrorCode.OffsetNotAvailable;

    private static IEnumerable<(TopicPartition Id, BrokerId Leader)> PartitionsOf(IEnumerable<MetadataResponse.MetadataResponseTopic> topics) =>
        topics.SelectMany(topic => topic.Partitions.Select(partition => (new TopicPartition(topic.Name!, partition.PartitionIndex.Value), partition.LeaderId)));

    private static ListOffsetsRequest RequestFor(IEnumerable<TopicPartition> partitions, IReadOnlyDictionary<TopicPartition, long> wanted)
    {
        var request = new ListOffsetsRequest { ReplicaId = BrokerId.None };
        foreach (var ofTopic in partitions.GroupBy(partition => partition.Topic))
        {
            var topic = request.Topics.AddNew();
            topic.Name = ofTopic.Key;
            foreach (var partition in ofTopic)
                topic.Partitions.Add(new ListOffsetsRequest.ListOffsetsPartition { PartitionIndex = new(partition.Partition), Timestamp = wanted[partition] });
        }

        return request;
    }

    private async Task<IReadOnlyDictionary<TopicPartition, FoundOffset>> FindOnceAsync(
        IReadOnlyCollection<MetadataResponse.MetadataResponseTopic> topics, IReadOnlyDictionary<TopicPartition, long> wanted, CancellationToken cancellation)
    {
        var found = wanted.Keys.ToDictionary(partition => partition, _ => new FoundOffset(ErrorCode.UnknownTopicOrPartition, -1, -1));
        foreach (var ofLeader in PartitionsOf(topics).Where(partition => wanted.ContainsKey(partition.Id)).GroupBy(partition => partition.Leader, partition => partition.Id))
        {
            if (ofLeader.Key.Value < 0)
            {
                foreach (var partition in ofLeader)
                    found[partition] = new FoundOffset(ErrorCode.LeaderNotAvailable, -1, -1);
                continue;
            }

            var leader = await cluster.BrokerAsync(ofLeader.Key, cancellation);
            var response = await ClusterClient.AskAsync<ListOffsetsResponse>(leader, RequestFor(ofLeader, wanted), cancellation: cancellation);
            foreach (var topic in response.Topics)
            {
                foreach (var partition in topic.Partitions)
                    found[new(topic.Name, partition.PartitionIndex.Value)] = new(partition.ErrorCode, partition.Offset.Value, partition.Timestamp);
            }
        }

        return found;
    }
}
