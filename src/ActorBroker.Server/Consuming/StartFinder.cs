using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Consuming;

/// <summary>Makes cursors: asks the partitions' leaders for the offsets that a start and an end come to.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="start">Where to begin.</param>
/// <param name="stopsAtEnd">True to read up to what is the end now.</param>
internal sealed class StartFinder(ClusterClient cluster, StartPosition start, bool stopsAtEnd)
{
    private readonly OffsetReader _offsets = new(cluster);

    /// <summary>A cursor for each partition.</summary>
    /// <param name="topics">Metadata of the topics.</param>
    /// <param name="partitions">The partitions.</param>
    /// <param name="committed">Where to begin in those that somebody read before; null for nowhere.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="RemoteException">An offset cannot be found.</exception>
    public async Task<List<PartitionCursor>> FindAsync(
        IReadOnlyCollection<MetadataResponse.MetadataResponseTopic> topics,
        IReadOnlyCollection<TopicPartition> partitions,
        IReadOnlyDictionary<TopicPartition, long>? committed,
        CancellationToken cancellation)
    {
        var first = await FindAsync(topics, partitions, OffsetReader.Earliest, cancellation);
        var last = await FindAsync(topics, partitions, OffsetReader.Latest, cancellation);
        var from = start.Kind == StartKind.Time ? await FindAsync(topics, partitions, start.Value, cancellation) : last;
        var until = start.Until is { } time ? await FindAsync(topics, partitions, time, cancellation) : last;
        return [.. partitions.Select(partition => new PartitionCursor(
            partition,
            committed is not null && committed.TryGetValue(partition, out var offset) ? offset : Start(first[partition], from[partition], last[partition]),
            End(until[partition], last[partition])))];
    }

    private long Start(long first, long from, long last) => start.Kind switch
    {
        StartKind.Latest => last,
        StartKind.Offset => start.Value,
        StartKind.FromEnd => Math.Max(first, last - start.Value),
        StartKind.Time => from < 0 ? last : from,
        _ => first,
    };

    private long? End(long until, long last)
    {
        if (start.Until is not null)
            return until < 0 ? last : until;
        return stopsAtEnd ? last : null;
    }

    private async Task<Dictionary<TopicPartition, long>> FindAsync(
        IReadOnlyCollection<MetadataResponse.MetadataResponseTopic> topics, IEnumerable<TopicPartition> partitions, long position, CancellationToken cancellation)
    {
        var found = await _offsets.FindAsync(topics, partitions.ToDictionary(partition => partition, _ => position), cancellation);
        foreach (var (partition, offset) in found)
            BrokerErrorException.ThrowIf(offset.Error, $"partition {partition}");
        return found.ToDictionary(entry => entry.Key, entry => entry.Value.Offset);
    }
}
