using System.Text;
using Confluent.Kafka;

namespace ActorBroker.ConfluentClient;

/// <summary>A member of a group until the process is ended.</summary>
internal static class GroupMember
{
    /// <summary>Prints what it is assigned, and each value once that is committed.</summary>
    /// <param name="broker">The broker's address.</param>
    /// <param name="topic">What it reads.</param>
    /// <param name="group">Its group.</param>
    /// <param name="instance">The name of a static member (KIP-345); null or empty for a dynamic one.</param>
    /// <param name="assignor">librdkafka's name of the assignor; null for its default.</param>
    public static int Run(string broker, string topic, string group, string? instance, string? assignor)
    {
        var owned = new SortedSet<int>();
        using var consumer = Records.Reader(broker, group, config => Configure(config, instance, assignor))
            .SetPartitionsAssignedHandler((_, partitions) => Tell(owned, partitions, owned.UnionWith))
            .SetPartitionsRevokedHandler((_, partitions) => Tell(owned, partitions.Select(partition => partition.TopicPartition), owned.ExceptWith))
            .SetPartitionsLostHandler((_, partitions) => Tell(owned, partitions.Select(partition => partition.TopicPartition), owned.ExceptWith))
            .Build();
        consumer.Subscribe(topic);
        while (true)
            Read(consumer);
    }

    private static void Configure(ConsumerConfig config, string? instance, string? assignor)
    {
        (config.SessionTimeoutMs, config.HeartbeatIntervalMs) = (instance is null ? 6_000 : 60_000, 500);
        if (!string.IsNullOrEmpty(instance))
            config.GroupInstanceId = instance;
        if (assignor is not null)
            config.Set("partition.assignment.strategy", assignor);
    }

    private static void Tell(SortedSet<int> owned, IEnumerable<TopicPartition> partitions, Action<IEnumerable<int>> change)
    {
        change(partitions.Select(partition => partition.Partition.Value));
        Console.WriteLine(string.Join(' ', owned.Select(partition => $"{partition}").Prepend("assigned")));
    }

    private static void Read(IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            var record = consumer.Consume();
            consumer.Commit(record);
            Console.WriteLine($"read {Encoding.UTF8.GetString(record.Message.Value)}");
        }
        catch (KafkaException failure) when (!failure.Error.IsFatal)
        {
            // A rebalance took the partition, or the broker is away: the record is read again by who has it.
        }
    }
}
