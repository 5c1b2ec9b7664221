using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Moves partitions to other brokers, or cancels that (key 45, KIP-455).</summary>
internal sealed class AlterPartitionReassignmentsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.AlterPartitionReassignments;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<AlterPartitionReassignmentsRequest>();
        var response = context.NewResponse<AlterPartitionReassignmentsResponse>();
        response.AllowReplicationFactorChange = request.AllowReplicationFactorChange;
        var reply = context.Allows(AclOperation.Alter, ResourceType.Cluster, AclResources.Cluster)
            ? await ControllerCalls.CallAsync(context.Doors, ToCommand(request), request.TimeoutMs)
            : new Acknowledged(new ControllerError(ErrorCode.ClusterAuthorizationFailed));
        if (reply is PartitionErrorsReply { Partitions: var partitions })
            Add(response, partitions);
        else if (reply is Acknowledged refusal)
            (response.ErrorCode, response.ErrorMessage) = (refusal.Error.Code, refusal.Error.Message);

        context.Respond(response);
    }

    private static ReassignPartitions ToCommand(AlterPartitionReassignmentsRequest request)
    {
        var moves =
            from topic in request.Topics
            from partition in topic.Partitions
            select new Reassignment(new TopicPartition(topic.Name, partition.PartitionIndex), partition.Replicas?.ToImmutableArray() ?? default);
        return new ReassignPartitions([.. moves], request.AllowReplicationFactorChange);
    }

    private static void Add(AlterPartitionReassignmentsResponse response, ImmutableArray<KeyValuePair<TopicPartition, ControllerError>> partitions)
    {
        foreach (var topic in partitions.GroupBy(partition => partition.Key.Topic, StringComparer.Ordinal))
        {
            var result = response.Responses.AddNew();
            result.Name = topic.Key;
            foreach (var (partition, error) in topic)
            {
                var answered = result.Partitions.AddNew();
                (answered.PartitionIndex, answered.ErrorCode, answered.ErrorMessage) = (partition.Index, error.Code, error.Message);
            }
        }
    }
}
