using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.CreateTopicsRequest;
using static ActorBroker.Wire.Messages.CreateTopicsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Creates topics (key 19). A topic is answered once this broker serves its part of it.</summary>
internal sealed class CreateTopicsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.CreateTopics;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<CreateTopicsRequest>();
        var response = context.NewResponse<CreateTopicsResponse>();
        var refused = Refused(context, request);
        var wanted = request.Topics.Where(topic => !refused.ContainsKey(topic.Name)).Select(topic => ToCommand(context.Doors, topic)).ToImmutableArray();
        foreach (var (name, error) in refused)
            AddError(response, name, error);

        if (wanted.Length > 0)
        {
            var deadline = new RequestDeadline(context.Doors.Clock, request.TimeoutMs);
            var command = new CreateTopics(wanted, context.Doors.NewId().GetHashCode(), request.ValidateOnly);
            var reply = await ControllerCalls.CallAsync(context.Doors, command, deadline);
            await AddReplyAsync(response, wanted, reply, context.Doors, deadline);
        }

        context.Respond(response);
    }

    /// <summary>Names that may not be created, or that the request has twice, as Kafka refuses them: each once.</summary>
    private static Dictionary<string, ControllerError> Refused(RequestContext context, CreateTopicsRequest request)
    {
        var refused = new Dictionary<string, ControllerError>(StringComparer.Ordinal);
        foreach (var group in request.Topics.GroupBy(topic => topic.Name, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
                refused.Add(group.Key, new ControllerError(ErrorCode.InvalidRequest, $"The request names topic '{group.Key}' more than once."));
            else if (!context.Allows(AclOperation.Create, ResourceType.Cluster, AclResources.Cluster)
                && !context.Allows(AclOperation.Create, ResourceType.Topic, group.Key))
                refused.Add(group.Key, new ControllerError(ErrorCode.TopicAuthorizationFailed));
        }

        return refused;
    }

    private static NewTopic ToCommand(BrokerDoors doors, CreatableTopic topic) => new()
    {
        Name = topic.Name,
        Id = new TopicId(doors.NewId()),
        PartitionCount = topic.NumPartitions,
        ReplicationFactor = topic.ReplicationFactor,
        Assignments = [.. topic.Assignments.Select(assigned => new ReplicaAssignment(assigned.PartitionIndex, [.. assigned.BrokerIds]))],
        Configs = [.. topic.Configs.Select(config => KeyValuePair.Create(config.Name, config.Value))],
    };

    private static async Task AddReplyAsync(
        CreateTopicsResponse response, ImmutableArray<NewTopic> wanted, ControllerReply reply, BrokerDoors doors, RequestDeadline deadline)
    {
        if (reply is TopicsCreatedReply created)
        {
            foreach (var topic in created.Topics)
                Add(response, await UntilServedAsync(topic, doors, deadline), doors);
        }
        else if (reply is Acknowledged refusal)
        {
            foreach (var topic in wanted)
                AddError(response, topic.Name, refusal.Error);
        }
    }

    private static async Task<CreatedTopic> UntilServedAsync(CreatedTopic topic, BrokerDoors doors, RequestDeadline deadline)
    {
        // There is no image of a topic that was only validated, or is deleted again.
        if (topic.Error.IsError || doors.Metadata.Image.Topics.Find(topic.Id) is not { } image || await OwnPartitions.UntilServedAsync(doors, image, deadline))
            return topic;

        return topic with { Error = new ControllerError(ErrorCode.RequestTimedOut, $"Topic '{topic.Name}' was created, but is not served yet.") };
    }

    private static void Add(CreateTopicsResponse response, CreatedTopic topic, BrokerDoors doors)
    {
        if (topic.Error.IsError)
        {
            AddError(response, topic.Name, topic.Error);
            return;
        }

        var result = response.Topics.AddNew();
        result.Name = topic.Name;
        result.TopicId = topic.Id;
        result.NumPartitions = topic.PartitionCount;
        result.ReplicationFactor = (short)topic.ReplicationFactor;
        result.Configs = new WireList<CreatableTopicConfigs>();
        foreach (var definition in TopicConfigs.All)
        {
            var resolved = doors.Configs.Resolve(definition, topic.Name, doors.Metadata.Image);
            result.Configs.Add(new CreatableTopicConfigs { Name = definition.Name, Value = resolved.Value, ConfigSource = (sbyte)resolved.Source });
        }
    }

    private static void AddError(CreateTopicsResponse response, string name, ControllerError error)
    {
        var result = response.Topics.AddNew();
        (result.Name, result.ErrorCode, result.ErrorMessage) = (name, error.Code, error.Message);
    }
}
