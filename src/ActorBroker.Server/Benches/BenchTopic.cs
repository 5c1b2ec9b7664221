using ActorBroker.Model;
using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Benches;

/// <summary>The topic of a run.</summary>
internal static class BenchTopic
{
    private const short DefaultOfBroker = -1;

    /// <summary>Makes it if it is not there, and waits until its partitions have leaders.</summary>
    /// <exception cref="RemoteException">It cannot be made.</exception>
    public static async Task<MetadataResponse.MetadataResponseTopic> EnsureAsync(ClusterClient cluster, string name, int partitions, CancellationToken cancellation)
    {
        var request = new CreateTopicsRequest { TimeoutMs = (int)cluster.Options.Timeout.TotalMilliseconds };
        request.Topics.Add(new CreateTopicsRequest.CreatableTopic { Name = name, NumPartitions = partitions, ReplicationFactor = DefaultOfBroker });
        await cluster.AskControllerAsync<CreateTopicsResponse>(
            request,
            response =>
            {
                var created = response.Topics[0];
                if (created.ErrorCode != ErrorCode.TopicAlreadyExists)
                    BrokerErrorException.ThrowIf(created.ErrorCode, $"topic '{name}'", created.ErrorMessage);
            },
            cancellation);
        return await cluster.RetryAsync(
            async () =>
            {
                var topic = (await cluster.MetadataAsync([name], cancellation: cancellation)).Topics[0];
                var isReady = topic.ErrorCode == ErrorCode.None && topic.Partitions.All(partition => partition.LeaderId.Value >= 0);
                BrokerErrorException.ThrowIf(isReady ? ErrorCode.None : ErrorCode.LeaderNotAvailable, $"topic '{name}'");
                return topic;
            },
            cancellation);
    }
}
