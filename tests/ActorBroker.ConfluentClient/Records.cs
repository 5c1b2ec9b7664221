using System.Text;
using Confluent.Kafka;

namespace ActorBroker.ConfluentClient;

/// <summary>Writes and reads.</summary>
internal static class Records
{
    /// <summary>Sends each line of the standard input, keyed by itself, by an idempotent producer.</summary>
    public static int Produce(string broker, string topic)
    {
        var failures = 0;
        using var producer = new ProducerBuilder<string, string>(
            new ProducerConfig { BootstrapServers = broker, EnableIdempotence = true, CompressionType = CompressionType.Lz4 }).Build();
        while (Console.In.ReadLine() is { } line)
        {
            var message = new Message<string, string> { Key = line, Value = line, Headers = [new Header("from", "dotnet"u8.ToArray())] };
            producer.Produce(topic, message, report => failures += report.Error.IsError ? 1 : 0);
        }

        return producer.Flush(TimeSpan.FromMinutes(1)) + failures == 0 ? 0 : 1;
    }

    /// <summary>Prints so many values as a member of a group, then commits.</summary>
    public static int Consume(string broker, string topic, string group, int count)
    {
        using var consumer = Reader(broker, group).Build();
        consumer.Subscribe(topic);
        for (var read = 0; read < count; read++)
            Print(consumer.Consume());
        consumer.Commit();
        consumer.Close();
        return 0;
    }

    /// <summary>Prints the values from that time on.</summary>
    public static int Since(string broker, string topic, long milliseconds)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker }).Build();
        using var consumer = Reader(broker, "since").Build();
        var time = new Timestamp(milliseconds, TimestampType.CreateTime);
        var partitions = admin.GetMetadata(topic, TimeSpan.FromMinutes(1)).Topics.Single().Partitions;
        var starts = consumer.OffsetsForTimes(
            partitions.Select(partition => new TopicPartitionTimestamp(topic, partition.PartitionId, time)), TimeSpan.FromMinutes(1));
        var left = 0L;
        foreach (var start in starts)
        {
            var end = consumer.QueryWatermarkOffsets(start.TopicPartition, TimeSpan.FromMinutes(1)).High;
            left += start.Offset == Offset.End ? 0 : end - start.Offset;
        }

        consumer.Assign(starts);
        for (; left > 0; left--)
            Print(consumer.Consume());
        return 0;
    }

    /// <summary>A consumer that begins at the beginning and commits when told.</summary>
    public static ConsumerBuilder<byte[], byte[]> Reader(string broker, string group, Action<ConsumerConfig>? configure = null)
    {
        var config = new ConsumerConfig { BootstrapServers = broker, GroupId = group, AutoOffsetReset = AutoOffsetReset.Earliest, EnableAutoCommit = false };
        configure?.Invoke(config);
        return new ConsumerBuilder<byte[], byte[]>(config);
    }

    private static void Print(ConsumeResult<byte[], byte[]> record) => Console.WriteLine(Encoding.UTF8.GetString(record.Message.Value));
}
