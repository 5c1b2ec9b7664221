using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Has leaders elected (key 43, KIP-460). Version 0 knows the preferred ones only.</summary>
internal sealed class ElectLeadersHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.ElectLeaders;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<ElectLeadersRequest>();
        var reply = await AskAsync(context, request);
        var response = context.NewResponse<ElectLeadersResponse>();
        if (reply is PartitionErrorsReply { Partitions: var partitions })
            Add(response, partitions);
        else if (context.Version > 0)
            response.ErrorCode = ((Acknowledged)reply).Error.Code;
        else
            Add(response, [.. Named(request).Select(partition => KeyValuePair.Create(partition, ((Acknowledged)reply).Error))]);

        context.Respond(response);
    }

    private static async Task<ControllerReply> AskAsync(RequestContext context, ElectLeadersRequest request)
    {
        if (!context.Allows(AclOperation.Alter, ResourceType.Cluster, AclResources.Cluster))
            return new Acknowledged(new ControllerError(ErrorCode.ClusterAuthorizationFailed));
        if (request.ElectionType is not ((sbyte)ElectionKind.Preferred or (sbyte)ElectionKind.Unclean))
            return new Acknowledged(new ControllerError(ErrorCode.InvalidRequest, $"There are no elections of type {request.ElectionType}."));

        var partitions = request.TopicPartitions is null ? default : Named(request).ToImmutableArray();
        return await ControllerCalls.CallAsync(context.Doors, new ElectLeaders((ElectionKind)request.ElectionType, partitions), request.TimeoutMs);
    }

    private static IEnumerable<TopicPartition> Named(ElectLeadersRequest request) =>
        from topic in request.TopicPartitions ?? []
        from index in topic.Partitions
        select new TopicPartition(topic.Topic, index);

    private static void Add(ElectLeadersResponse response, ImmutableArray<KeyValuePair<TopicPartition, ControllerError>> partitions)
    {
        foreach (var topic in partitions.GroupBy(partition => partition.Key.Topic, StringComparer.Ordinal))
        {
            var result = response.ReplicaElectionResults.AddNew();
            result.Topic = topic.Key;
            foreach (var (partition, error) in topic)
            {
                var answered = result.PartitionResult.AddNew();
                (answered.PartitionId, answered.ErrorCode, answered.ErrorMessage) = (partition.Index, error.Code, error.Message);
            }
        }
    }
}
