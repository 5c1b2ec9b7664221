using ActorBroker.Model.Records;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Consuming;

/// <summary>A record that was read, and where. Its bytes are the fetched batch's.</summary>
internal readonly ref struct ConsumedRecord(TopicPartition partition, RecordView record)
{
    /// <summary>Where it lies.</summary>
    public TopicPartition Partition => partition;

    /// <summary>The record.</summary>
    public RecordView Record { get; } = record;
}
