namespace ActorBroker.Server.Remote;

/// <summary>A partition by its topic's name.</summary>
internal readonly record struct TopicPartition(string Topic, int Partition) : IComparable<TopicPartition>
{
    /// <summary>By topic, then by number.</summary>
    public int CompareTo(TopicPartition other) =>
        string.CompareOrdinal(Topic, other.Topic) is not 0 and var byTopic ? byTopic : Partition.CompareTo(other.Partition);

    /// <summary>As it is written: <c>orders-3</c>.</summary>
    public override string ToString() => $"{Topic}-{Partition}";
}
