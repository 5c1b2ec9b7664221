using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.ListPartitionReassignmentsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells which partitions move (key 46, KIP-455).</summary>
internal sealed class ListPartitionReassignmentsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.ListPartitionReassignments;

    public void Handle(RequestContext context)
    {
        var request = context.Body<ListPartitionReassignmentsRequest>();
        var response = context.NewResponse<ListPartitionReassignmentsResponse>();
        var topics = context.Doors.Metadata.Image.Topics;
        if (!context.Allows(AclOperation.Describe, ResourceType.Cluster, AclResources.Cluster))
        {
            response.ErrorCode = ErrorCode.ClusterAuthorizationFailed;
        }
        else if (request.Topics is null)
        {
            foreach (var topic in topics.All)
                Add(response, topic, Enumerable.Range(0, topic.Partitions.Count).Select(index => new PartitionIndex(index)));
        }
        else
        {
            foreach (var asked in request.Topics)
            {
                if (topics.Find(asked.Name) is { } topic)
                    Add(response, topic, asked.PartitionIndexes);
            }
        }

        context.Respond(response);
    }

    private static void Add(ListPartitionReassignmentsResponse response, TopicImage topic, IEnumerable<PartitionIndex> indexes)
    {
        OngoingTopicReassignment? told = null;
        foreach (var index in indexes)
        {
            if (topic.Find(index) is not { IsReassigning: true } state)
                continue;

            if (told is null)
            {
                told = response.Topics.AddNew();
                told.Name = topic.Name;
            }

            var partition = told.Partitions.AddNew();
            partition.PartitionIndex = index;
            BrokerLists.Add(partition.Replicas, state.Replicas);
            BrokerLists.Add(partition.AddingReplicas, state.Adding);
            BrokerLists.Add(partition.RemovingReplicas, state.Removing);
        }
    }
}
