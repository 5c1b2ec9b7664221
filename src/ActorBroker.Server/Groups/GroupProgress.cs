using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Groups;

/// <summary>A group, and how far it has come.</summary>
/// <param name="Group">The group.</param>
/// <param name="Partitions">All partitions that it committed for or reads, by topic and number.</param>
internal sealed record GroupProgress(GroupDescription Group, IReadOnlyList<PartitionProgress> Partitions)
{
    /// <summary>All unread offsets, as far as they are known.</summary>
    public long Lag => Partitions.Sum(partition => partition.Lag ?? 0);

    /// <summary>How old the oldest unread record is; null where none's time is known.</summary>
    public long? LagMilliseconds => Partitions.Max(partition => partition.LagMilliseconds);

    /// <summary>Asks for all of it.</summary>
    /// <exception cref="BrokerErrorException">There is no such group.</exception>
    public static async Task<GroupProgress> ReadAsync(CommandContext context, string name)
    {
        var group = await new GroupDirectory(context.Cluster).GetAsync(name, context.Cancellation);
        var committed = await new GroupOffsets(context.Cluster).ReadAsync(name, context.Cancellation);
        var readers = (group.Members ?? []).SelectMany(member => member.Partitions.Select(partition => (partition, member.MemberId))).DistinctBy(reader => reader.partition).ToDictionary();
        var partitions = committed.Keys.Union(readers.Keys).Order().ToArray();

        var names = partitions.Select(partition => partition.Topic).Distinct().ToArray();
        var metadata = await context.Cluster.MetadataAsync(names, cancellation: context.Cancellation);
        var topics = metadata.Topics.Where(topic => topic.ErrorCode == ErrorCode.None).ToArray();
        var offsets = new OffsetReader(context.Cluster);
        var starts = await offsets.FindAsync(topics, partitions.ToDictionary(partition => partition, _ => OffsetReader.Earliest), context.Cancellation);
        var ends = await offsets.FindAsync(topics, partitions.ToDictionary(partition => partition, _ => OffsetReader.Latest), context.Cancellation);

        var rows = partitions.Select(partition => RowOf(partition, committed, Known(starts[partition]), Known(ends[partition]), readers.GetValueOrDefault(partition))).ToArray();
        var unread = rows.Where(row => row.Lag > 0).ToDictionary(row => new TopicPartition(row.Topic, row.Partition), row => Math.Max(row.Committed!.Value, row.Start ?? 0));
        var times = await new RecordTimes(context.Cluster).FindAsync(topics, unread, context.Cancellation);
        var now = context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return new GroupProgress(group, [.. rows.Select(row => row with { LagMilliseconds = AgeOf(row, times, now) })]);
    }

    private static PartitionProgress RowOf(TopicPartition partition, IReadOnlyDictionary<TopicPartition, long> committed, long? start, long? end, string? member)
    {
        long? position = committed.TryGetValue(partition, out var offset) ? offset : null;
        return new(partition.Topic, partition.Partition, position, start, end, LagOf(position, start, end), LagMilliseconds: null, member);
    }

    // What was deleted before it was read is not there to be read any more.
    private static long? LagOf(long? committed, long? start, long? end) =>
        committed is { } position && end is { } last ? Math.Max(0, last - Math.Max(position, start ?? 0)) : null;

    private static long? Known(FoundOffset found) => found.Error == ErrorCode.None ? found.Offset : null;

    private static long? AgeOf(PartitionProgress row, IReadOnlyDictionary<TopicPartition, long> times, long now)
    {
        if (row.Lag is null or 0)
            return row.Lag;
        return times.TryGetValue(new(row.Topic, row.Partition), out var time) && time >= 0 ? Math.Max(0, now - time) : null;
    }
}
