using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.MetadataRequest;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells brokers, topics, partitions and their leaders (key 3), and makes topics that are asked for where that is allowed.</summary>
/// <remarks>
/// A topic that was made for the request is told once this broker serves its part of it, and a partition of this broker that is not served yet has no
/// leader: who writes with acks=0 to a leader that was told hears of no refusal, and would lose what it wrote.
/// </remarks>
internal sealed class MetadataHandler : IRequestHandler
{
    private const int CreationTimeoutMs = 10_000;
    private const short FirstVersionById = 12;

    public ApiKey ApiKey => ApiKey.Metadata;

    public void Handle(RequestContext context)
    {
        var missing = MissingTopics(context);
        if (missing.Count == 0)
            Answer(context, []);
        else
            context.Observe(CreateAndAnswerAsync(context, missing));
    }

    private static async Task CreateAndAnswerAsync(RequestContext context, IReadOnlyCollection<string> missing)
    {
        var topics = missing.Select(name => ToCreate(context.Doors, name));
        var command = new CreateTopics([.. topics], context.Doors.NewId().GetHashCode());
        var deadline = new RequestDeadline(context.Doors.Clock, CreationTimeoutMs);
        var reply = await ControllerCalls.CallAsync(context.Doors, command, deadline);
        foreach (var name in missing)
        {
            if (context.Doors.Metadata.Image.Topics.Find(name) is { } topic)
                await OwnPartitions.UntilServedAsync(context.Doors, topic, deadline);
        }

        var errors = reply is TopicsCreatedReply created
            ? created.Topics.Where(topic => topic.Error.IsError && topic.Error.Code != ErrorCode.TopicAlreadyExists).ToDictionary(topic => topic.Name, topic => topic.Error.Code)
            : missing.ToDictionary(name => name, _ => ErrorCode.LeaderNotAvailable);
        Answer(context, errors);
    }

    private static NewTopic ToCreate(BrokerDoors doors, string name) =>
        name == CoordinatorTopic.Name ? CoordinatorTopic.ToCreate(doors) : new NewTopic { Name = name, Id = new TopicId(doors.NewId()) };

    /// <summary>The topics that do not exist and are to be made: asked for by a legal name, by a client who may.</summary>
    private static List<string> MissingTopics(RequestContext context)
    {
        var request = context.Body<MetadataRequest>();
        var missing = new List<string>();
        if (!context.Doors.AutoCreatesTopics || !request.AllowAutoTopicCreation || request.Topics is null)
            return missing;

        var image = context.Doors.Metadata.Image;
        foreach (var topic in request.Topics)
        {
            if (topic.Name is { } name && image.Topics.Find(name) is null && TopicNameRules.Judge(name) is null && MayCreate(context, name) && !missing.Contains(name))
                missing.Add(name);
        }

        return missing;
    }

    private static bool MayCreate(RequestContext context, string topic) =>
        context.Allows(AclOperation.Describe, ResourceType.Topic, topic)
        && (context.Allows(AclOperation.Create, ResourceType.Cluster, AclResources.Cluster) || context.Allows(AclOperation.Create, ResourceType.Topic, topic));

    private static void Answer(RequestContext context, Dictionary<string, ErrorCode> errors)
    {
        var request = context.Body<MetadataRequest>();
        var response = context.NewResponse<MetadataResponse>();
        var image = context.Doors.Metadata.Image;
        response.ClusterId = image.ClusterId;
        response.ControllerId = context.Doors.Broker;
        foreach (var (broker, endPoint) in BrokerEndpoints.Of(image, context.Client))
        {
            var described = response.Brokers.AddNew();
            (described.NodeId, described.Host, described.Port, described.Rack) = (broker.Id, endPoint.Host, endPoint.Port, broker.Rack);
        }

        // Version 0 asks for all topics by an empty list, later ones by null.
        if (request.Topics is null || (context.Version == 0 && request.Topics.Count == 0))
            AddAll(context, response, image);
        else
        {
            foreach (var topic in request.Topics)
                Add(context, response, image, topic, errors);
        }

        context.Respond(response);
    }

    private static void AddAll(RequestContext context, MetadataResponse response, MetadataImage image)
    {
        foreach (var topic in image.Topics.All)
        {
            if (context.Allows(AclOperation.Describe, ResourceType.Topic, topic.Name))
                Add(context.Doors, response, topic, image);
        }
    }

    private static void Add(
        RequestContext context, MetadataResponse response, MetadataImage image, MetadataRequestTopic asked, Dictionary<string, ErrorCode> errors)
    {
        if (asked.Name is null && context.Version < FirstVersionById)
        {
            // These versions have room for an id in a request, and none for a topic without a name in an answer.
            var refused = response.Topics.AddNew();
            (refused.Name, refused.ErrorCode) = ("", ErrorCode.InvalidRequest);
            return;
        }

        var topic = asked.Name is null ? image.Topics.Find(asked.TopicId) : image.Topics.Find(asked.Name);
        var name = asked.Name ?? topic?.Name;
        var isAllowed = name is null || context.Allows(AclOperation.Describe, ResourceType.Topic, name);
        if (topic is not null && isAllowed)
        {
            Add(context.Doors, response, topic, image);
            return;
        }

        var result = response.Topics.AddNew();
        (result.Name, result.TopicId) = (asked.Name, asked.TopicId);
        result.ErrorCode = !isAllowed ? ErrorCode.TopicAuthorizationFailed
            : asked.Name is null ? ErrorCode.UnknownTopicId
            : TopicNameRules.Judge(asked.Name) is not null ? ErrorCode.InvalidTopicException
            : errors.GetValueOrDefault(asked.Name, ErrorCode.UnknownTopicOrPartition);
    }

    private static void Add(BrokerDoors doors, MetadataResponse response, TopicImage topic, MetadataImage image)
    {
        var result = response.Topics.AddNew();
        (result.Name, result.TopicId, result.IsInternal) = (topic.Name, topic.Id, TopicNameRules.IsInternal(topic.Name));
        for (var index = 0; index < topic.Partitions.Count; index++)
        {
            var state = topic.Partitions[index];
            var partition = result.Partitions.AddNew();
            partition.PartitionIndex = new PartitionIndex(index);
            var leader = OwnPartitions.IsOpening(doors, new PartitionId(topic.Id, partition.PartitionIndex), state) ? BrokerId.None : state.Leader;
            partition.ErrorCode = leader == BrokerId.None ? ErrorCode.LeaderNotAvailable : ErrorCode.None;
            (partition.LeaderId, partition.LeaderEpoch) = (leader, state.LeaderEpoch);
            BrokerLists.Add(partition.ReplicaNodes, state.Replicas);
            BrokerLists.Add(partition.IsrNodes, state.Isr);
            BrokerLists.Add(partition.OfflineReplicas, state.Replicas.Where(broker => !image.IsActive(broker)));
        }
    }
}
