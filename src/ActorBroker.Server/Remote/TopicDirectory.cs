using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Remote;

/// <summary>The cluster's topics, with their partitions, leaders and replicas.</summary>
internal sealed class TopicDirectory(ClusterClient cluster)
{
    /// <summary>All topics, internal ones too, by name.</summary>
    public Task<IReadOnlyList<MetadataResponse.MetadataResponseTopic>> AllAsync(CancellationToken cancellation = default) =>
        cluster.RetryAsync(async () => Sorted(await cluster.MetadataAsync(null, cancellation: cancellation)), cancellation);

    /// <summary>The topics of these names, by name; none is created.</summary>
    /// <exception cref="BrokerErrorException">One is not there, with the names that are near to it; or cannot be told of now.</exception>
    public Task<IReadOnlyList<MetadataResponse.MetadataResponseTopic>> FindAsync(IReadOnlyCollection<string> names, CancellationToken cancellation = default) =>
        cluster.RetryAsync(
            async () =>
            {
                var topics = Sorted(await cluster.MetadataAsync(names, cancellation: cancellation));
                foreach (var topic in topics)
                {
                    if (topic.ErrorCode == ErrorCode.UnknownTopicOrPartition)
                        throw await UnknownAsync(topic.Name ?? "", cancellation);
                    BrokerErrorException.ThrowIf(topic.ErrorCode, $"topic '{topic.Name}'");
                }

                return topics;
            },
            cancellation);

    /// <summary>The topic of this name.</summary>
    /// <exception cref="BrokerErrorException">As for several.</exception>
    public async Task<MetadataResponse.MetadataResponseTopic> FindAsync(string name, CancellationToken cancellation = default) => (await FindAsync([name], cancellation))[0];

    /// <summary>The error for a topic that is not there, with the names that are near to its.</summary>
    public async Task<BrokerErrorException> UnknownAsync(string name, CancellationToken cancellation)
    {
        var names = (await cluster.MetadataAsync(null, cancellation: cancellation)).Topics.Select(topic => topic.Name ?? "");
        return new BrokerErrorException(ErrorCode.UnknownTopicOrPartition, $"topic '{name}'", advice: NearNames.Question(name, names));
    }

    private static IReadOnlyList<MetadataResponse.MetadataResponseTopic> Sorted(MetadataResponse metadata) =>
        [.. metadata.Topics.OrderBy(topic => topic.Name, StringComparer.Ordinal)];
}
