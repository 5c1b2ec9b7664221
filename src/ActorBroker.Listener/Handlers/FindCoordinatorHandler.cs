using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>
/// Tells which broker looks after a group (key 10): the leader of the partition of <c>__consumer_offsets</c> that keeps it. Makes the topic when it is
/// not there. Transactional ids are refused: there are no transactions yet.
/// </summary>
internal sealed class FindCoordinatorHandler : IRequestHandler
{
    private const short FirstVersionWithKeys = 4;
    private const sbyte Group = 0;
    private const sbyte Transaction = 1;
    private const int CreationTimeoutMs = 10_000;

    public ApiKey ApiKey => ApiKey.FindCoordinator;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<FindCoordinatorRequest>();
        if (request.KeyType == Group)
            await CreateTopicAsync(context.Doors);
        var response = context.NewResponse<FindCoordinatorResponse>();
        if (context.Version < FirstVersionWithKeys)
        {
            var found = Find(context, request.KeyType, request.Key);
            (response.ErrorCode, response.ErrorMessage) = (found.Error, found.Message);
            (response.NodeId, response.Host, response.Port) = (found.Node, found.Host, found.Port);
        }

        foreach (var key in request.CoordinatorKeys)
        {
            var found = Find(context, request.KeyType, key);
            var coordinator = response.Coordinators.AddNew();
            (coordinator.Key, coordinator.ErrorCode, coordinator.ErrorMessage) = (key, found.Error, found.Message);
            (coordinator.NodeId, coordinator.Host, coordinator.Port) = (found.Node, found.Host, found.Port);
        }

        context.Respond(response);
    }

    /// <summary>Makes the topic unless it is there. Somebody else may be doing the same; who comes too early asks again.</summary>
    private static Task CreateTopicAsync(BrokerDoors doors) => doors.Metadata.Image.Topics.Find(CoordinatorTopic.Name) is not null
        ? Task.CompletedTask
        : ControllerCalls.CallAsync(doors, new CreateTopics([CoordinatorTopic.ToCreate(doors)], doors.NewId().GetHashCode()), CreationTimeoutMs);

    private static Coordinator Find(RequestContext context, sbyte type, string key)
    {
        if (type == Transaction)
            return Coordinator.None(ErrorCode.UnsupportedVersion, "This broker has no transactions yet.");
        if (type != Group)
            return Coordinator.None(ErrorCode.InvalidRequest, $"There is no coordinator of type {type}.");
        if (!context.Allows(AclOperation.Describe, ResourceType.Group, key))
            return Coordinator.None(ErrorCode.GroupAuthorizationFailed, null);

        var image = context.Doors.Metadata.Image;
        if (image.Topics.Find(CoordinatorTopic.Name) is not { Partitions.Count: > 0 } topic)
            return Coordinator.None(ErrorCode.CoordinatorNotAvailable, $"There is no topic {CoordinatorTopic.Name} yet.");

        var partition = CoordinatorTopic.PartitionOf(key, topic);
        var leader = topic.Partitions[partition.Value].Leader;

        // Every client asks again for this one; not every client asks again when the coordinator then says that it is loading.
        if (leader == context.Doors.Broker && !context.Doors.Groups.IsLoaded(partition))
            return Coordinator.None(ErrorCode.CoordinatorNotAvailable, "The groups of this partition are being read.");

        var reached = BrokerEndpoints.Of(image, context.Client).FirstOrDefault(found => found.Broker.Id == leader);
        return reached.EndPoint is { } endPoint
            ? new Coordinator(ErrorCode.None, null, leader, endPoint.Host, endPoint.Port)
            : Coordinator.None(ErrorCode.CoordinatorNotAvailable, "Nobody leads the group's partition now.");
    }

    private readonly record struct Coordinator(ErrorCode Error, string? Message, BrokerId Node, string Host, int Port)
    {
        public static Coordinator None(ErrorCode error, string? message) => new(error, message, BrokerId.None, "", -1);
    }
}
