using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Groups;

/// <summary>Where a group is, and where it would go on: by partition.</summary>
internal sealed class SeekPlan(CommandContext context, string group)
{
    /// <summary>Finds the new offsets. They are kept between a log's start and its end.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="scopes">Which topics and partitions; none for all that the group committed for.</param>
    /// <exception cref="UsageException">There is nothing to move, or no place to move from.</exception>
    /// <exception cref="BrokerErrorException">A topic or partition is not there, or cannot be read now.</exception>
    public async Task<IReadOnlyDictionary<TopicPartition, (long? From, long To)>> FindAsync(SeekTarget target, IReadOnlyList<SeekScope> scopes)
    {
        var committed = await new GroupOffsets(context.Cluster).ReadAsync(group, context.Cancellation);
        if (committed.Count == 0 && scopes.Count == 0)
            throw new UsageException($"Group '{group}' committed nothing, so there is nothing to move: say --topic TOPIC.");

        var names = scopes.Count > 0 ? scopes.Select(scope => scope.Topic) : committed.Keys.Select(partition => partition.Topic);
        var topics = await new TopicDirectory(context.Cluster).FindAsync(names.Distinct().ToArray(), context.Cancellation);
        var partitions = Select(topics, scopes, committed);

        var starts = await PositionsAsync(topics, partitions, OffsetReader.Earliest);
        var ends = await PositionsAsync(topics, partitions, OffsetReader.Latest);
        var moments = target is SeekTarget.Since since ? await PositionsAsync(topics, partitions, since.Milliseconds) : ends;
        return partitions.ToDictionary(
            partition => partition,
            partition =>
            {
                long? from = committed.TryGetValue(partition, out var offset) ? offset : null;
                var to = target switch
                {
                    SeekTarget.Earliest => starts[partition],
                    SeekTarget.Latest => ends[partition],
                    SeekTarget.At at => at.Offset,
                    SeekTarget.By by => (from ?? throw new UsageException($"Group '{group}' committed nothing for {partition}, so there is no place to move from.")) + by.Count,
                    _ => moments[partition] < 0 ? ends[partition] : moments[partition],
                };
                return (from, Math.Clamp(to, starts[partition], ends[partition]));
            });
    }

    private static TopicPartition[] Select(
        IReadOnlyList<MetadataResponse.MetadataResponseTopic> topics, IReadOnlyList<SeekScope> scopes, IReadOnlyDictionary<TopicPartition, long> committed)
    {
        var all = topics.SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Name!, partition.PartitionIndex.Value))).ToArray();
        foreach (var scope in scopes)
        {
            foreach (var number in scope.Partitions ?? new HashSet<int>())
            {
                if (!all.Contains(new(scope.Topic, number)))
                    throw new BrokerErrorException(ErrorCode.UnknownTopicOrPartition, $"partition {scope.Topic}-{number}", advice: $"'actorbroker topic describe {scope.Topic}' lists the partitions.");
            }
        }

        return [.. all.Where(partition => scopes.Count == 0 ? committed.ContainsKey(partition) : scopes.Any(scope => scope.Has(partition))).Order()];
    }

    private async Task<IReadOnlyDictionary<TopicPartition, long>> PositionsAsync(
        IReadOnlyList<MetadataResponse.MetadataResponseTopic> topics, TopicPartition[] partitions, long position)
    {
        var found = await new OffsetReader(context.Cluster).FindAsync(topics, partitions.ToDictionary(partition => partition, _ => position), context.Cancellation);
        foreach (var (partition, offset) in found)
            BrokerErrorException.ThrowIf(offset.Error, $"partition {partition}");
        return found.ToDictionary(offset => offset.Key, offset => offset.Value.Offset);
    }
}
