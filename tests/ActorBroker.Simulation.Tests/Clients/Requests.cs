using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Requests for one partition or topic.</summary>
internal static class Requests
{
    /// <summary>The last versions that name topics, not their ids.</summary>
    public const short VersionMax = 12;

    public const long Latest = -1;
    public const long Earliest = -2;

    private const int TimeoutMs = 2_000;

    public static ProduceRequest Produce(string topic, int partition, short acks, byte[] batch)
    {
        var request = new ProduceRequest { Acks = acks, TimeoutMs = TimeoutMs };
        var data = new ProduceRequest.TopicProduceData { Name = topic };
        data.PartitionData.Add(new ProduceRequest.PartitionProduceData { Index = new PartitionIndex(partition), Records = new RecordBytes(batch) });
        request.TopicData.Add(data);
        return request;
    }

    public static FetchRequest Fetch(string topic, int partition, long offset, int maxWaitMs, int bytesMax)
    {
        var request = new FetchRequest { MaxWaitMs = maxWaitMs, MinBytes = 1, MaxBytes = bytesMax };
        var wanted = new FetchRequest.FetchTopic { Topic = topic };
        wanted.Partitions.Add(new FetchRequest.FetchPartition { Partition = new PartitionIndex(partition), FetchOffset = new Offset(offset), PartitionMaxBytes = bytesMax });
        request.Topics.Add(wanted);
        return request;
    }

    public static ListOffsetsRequest ListOffsets(string topic, int partition, long timestamp)
    {
        var request = new ListOffsetsRequest { ReplicaId = BrokerId.None };
        var wanted = new ListOffsetsRequest.ListOffsetsTopic { Name = topic };
        wanted.Partitions.Add(new ListOffsetsRequest.ListOffsetsPartition { PartitionIndex = new PartitionIndex(partition), Timestamp = timestamp });
        request.Topics.Add(wanted);
        return request;
    }

    public static DeleteRecordsRequest DeleteRecords(string topic, int partition, long before)
    {
        var request = new DeleteRecordsRequest { TimeoutMs = TimeoutMs };
        var wanted = new DeleteRecordsRequest.DeleteRecordsTopic { Name = topic };
        wanted.Partitions.Add(new DeleteRecordsRequest.DeleteRecordsPartition { PartitionIndex = new PartitionIndex(partition), Offset = new Offset(before) });
        request.Topics.Add(wanted);
        return request;
    }

    public static CreateTopicsRequest CreateTopic(string name, int partitions, IEnumerable<(string Name, string Value)> configs)
    {
        var topic = new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = partitions, ReplicationFactor = -1 };
        foreach (var (key, value) in configs)
            topic.Configs.Add(new CreateTopicsRequest.CreatableTopicConfig { Name = key, Value = value });
        var request = new CreateTopicsRequest { TimeoutMs = TimeoutMs };
        request.Topics.Add(topic);
        return request;
    }

    public static DeleteTopicsRequest DeleteTopic(string name)
    {
        var request = new DeleteTopicsRequest { TimeoutMs = TimeoutMs };
        request.Topics.Add(new DeleteTopicsRequest.DeleteTopicState { Name = name });
        request.TopicNames.Add(name);
        return request;
    }
}
