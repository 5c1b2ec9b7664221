using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Remote;

/// <summary>Finds when the records at given offsets were written. Reads one batch for each.</summary>
internal sealed class RecordTimes(ClusterClient cluster)
{
    private const short LastVersionWithNames = 12;
    private const int PartitionsAtOnce = 16;
    private const int InflatedBytesMax = 256 * 1024 * 1024;

    /// <summary>The times, in milliseconds since 1970, of the first record at each offset or after it; a partition whose record cannot be read now is left out.</summary>
    /// <param name="topics">Metadata of the topics.</param>
    /// <param name="offsets">Where to read.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IReadOnlyDictionary<TopicPartition, long>> FindAsync(
        IEnumerable<MetadataResponse.MetadataResponseTopic> topics, IReadOnlyDictionary<TopicPartition, long> offsets, CancellationToken cancellation = default)
    {
        var times = new Dictionary<TopicPartition, long>();
        var wanted = topics
            .SelectMany(topic => topic.Partitions.Select(partition => (Id: new TopicPartition(topic.Name!, partition.PartitionIndex.Value), partition.LeaderId)))
            .Where(partition => partition.LeaderId.Value >= 0 && offsets.ContainsKey(partition.Id));
        foreach (var some in wanted.Chunk(PartitionsAtOnce))
        {
            var found = await Task.WhenAll(some.Select(partition => FindAsync(partition.LeaderId, partition.Id, offsets[partition.Id], cancellation)));
            foreach (var (partition, time) in some.Zip(found))
            {
                if (time is { } milliseconds)
                    times[partition.Id] = milliseconds;
            }
        }

        return times;
    }

    private async Task<long?> FindAsync(BrokerId leader, TopicPartition partition, long offset, CancellationToken cancellation)
    {
        // The least that a broker gives is one whole batch, however few bytes are asked for (KIP-74).
        var request = new FetchRequest { MaxBytes = 1 };
        var topic = request.Topics.AddNew();
        topic.Topic = partition.Topic;
        topic.Partitions.Add(new FetchRequest.FetchPartition { Partition = new(partition.Partition), FetchOffset = new(offset), PartitionMaxBytes = 1 });
        var connection = await cluster.BrokerAsync(leader, cancellation);
        using var reply = await connection.SendAsync(request, versionMax: LastVersionWithNames, cancellation: cancellation);
        return TimeIn(reply, offset);
    }

    private static long? TimeIn(ClientReply reply, long offset)
    {
        var partition = ((FetchResponse)reply.Response).Responses.SelectMany(topic => topic.Partitions).FirstOrDefault();
        if (partition is null || partition.ErrorCode != ErrorCode.None || partition.Records.Length == 0)
            return null;
        try
        {
            using var records = BatchRecords.Open(partition.Records.Memory, InflatedBytesMax);
            foreach (var record in records)
            {
                if (record.Offset.Value >= offset)
                    return record.Timestamp;
            }
        }
        catch (CorruptRecordBatchException)
        {
            // A batch of a format before Kafka 0.11, or damaged: its time is not known, and the offsets are worth telling without.
        }

        return null;
    }
}
