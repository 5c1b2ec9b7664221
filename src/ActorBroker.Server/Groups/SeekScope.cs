using System.Globalization;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Groups;

/// <summary>A topic, or some of its partitions, as a user writes it: <c>orders</c>, <c>orders:0,2</c>.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Partitions">The partitions' numbers; null for all.</param>
internal sealed record SeekScope(string Topic, IReadOnlySet<int>? Partitions)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static SeekScope Parse(string text)
    {
        var parts = text.Split(':', 2);
        if (parts is [{ Length: > 0 } topic])
            return new(topic, Partitions: null);

        var numbers = parts[1].Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToHashSet();
        return parts[0].Length > 0 && !numbers.Contains(-1)
            ? new(parts[0], numbers)
            : throw new UsageException($"--topic: '{text}' is not TOPIC or TOPIC:PARTITION[,PARTITION...].");
    }

    /// <summary>True when the partition is one of these.</summary>
    public bool Has(TopicPartition partition) => partition.Topic == Topic && Partitions?.Contains(partition.Partition) != false;
}
