using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Consuming;

/// <summary>How far a partition was read.</summary>
internal sealed class PartitionCursor(TopicPartition id, long next, long? end)
{
    /// <summary>The partition.</summary>
    public TopicPartition Id => id;

    /// <summary>The offset that is read next.</summary>
    public long Next { get; set; } = next;

    /// <summary>Up to where records were not only read but handed on: what a group keeps.</summary>
    public long Delivered { get; set; } = next;

    /// <summary>Nothing is read from here on; null to read on for ever.</summary>
    public long? End => end;

    /// <summary>True when all that is wanted was read.</summary>
    public bool IsAtEnd => Next >= End;
}
