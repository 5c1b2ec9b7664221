using System.Buffers.Binary;

namespace ActorBroker.Model.Partitioning;

/// <summary>
/// The 32-bit MurmurHash2 by which Kafka's Java clients choose a record's partition from its key. The same key goes to the same partition
/// from every client that uses it: Java, franz-go and kafkajs do by default, librdkafka as <c>murmur2_random</c>.
/// </summary>
public static class Murmur2
{
    private const uint Seed = 0x9747B28C;
    private const uint Multiplier = 0x5BD1E995;
    private const int Shift = 24;

    /// <summary>The hash of these bytes, with Kafka's seed; any 32 bits.</summary>
    public static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = Seed ^ (uint)bytes.Length;
        for (; bytes.Length >= sizeof(uint); bytes = bytes[sizeof(uint)..])
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(bytes) * Multiplier;
            word = (word ^ (word >> Shift)) * Multiplier;
            hash = (hash * Multiplier) ^ word;
        }

        if (!bytes.IsEmpty)
            hash = (hash ^ LittleEndian(bytes)) * Multiplier;
        hash = (hash ^ (hash >> 13)) * Multiplier;
        return (int)(hash ^ (hash >> 15));
    }

    /// <summary>The partition for a key: the hash without its sign, modulo the number of partitions.</summary>
    /// <param name="key">The key's bytes. For a record without a key the producer chooses by other means.</param>
    /// <param name="partitionCount">How many partitions the topic has, 1 and up. When it is raised, keys move to other partitions.</param>
    public static PartitionIndex Partition(ReadOnlySpan<byte> key, int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitionCount);
        return new PartitionIndex((Hash(key) & int.MaxValue) % partitionCount);
    }

    private static uint LittleEndian(ReadOnlySpan<byte> upToThree)
    {
        uint value = 0;
        for (var i = 0; i < upToThree.Length; i++)
            value |= (uint)upToThree[i] << (8 * i);
        return value;
    }
}
