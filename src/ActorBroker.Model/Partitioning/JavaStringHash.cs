namespace ActorBroker.Model.Partitioning;

/// <summary>
/// Java's <c>String.hashCode</c>, over UTF-16. Kafka's brokers choose by it the partition of <c>__consumer_offsets</c> that keeps a group,
/// and of <c>__transaction_state</c> that keeps a transactional id.
/// </summary>
public static class JavaStringHash
{
    private const int Multiplier = 31;

    /// <summary>The hash of the text; any 32 bits, 0 for no text.</summary>
    public static int Hash(ReadOnlySpan<char> text)
    {
        var hash = 0;
        foreach (var unit in text)
            hash = unchecked((hash * Multiplier) + unit);
        return hash;
    }

    /// <summary>
    /// The partition that keeps what has this name: the hash without its sign, modulo the number of partitions, as in Kafka, where the one
    /// hash that has no positive counterpart counts as 0.
    /// </summary>
    /// <param name="name">A group's name or a transactional id.</param>
    /// <param name="partitionCount">How many partitions the internal topic has, 1 and up.</param>
    public static PartitionIndex Partition(ReadOnlySpan<char> name, int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitionCount);
        var hash = Hash(name);
        return new PartitionIndex((hash == int.MinValue ? 0 : Math.Abs(hash)) % partitionCount);
    }
}
