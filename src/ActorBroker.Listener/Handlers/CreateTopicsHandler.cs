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

/// <summary>Creates topics (key 19).</summary>
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
            var command = new CreateTopics(wanted, context.Doors.NewId().GetHashCode(), request.ValidateOnly);
            AddReply(response, wanted, await ControllerCalls.CallAsync(context.Doors, command, request.TimeoutMs), context.Doors);
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

    private static void AddReply(CreateTopicsResponse response, ImmutableArray<NewTopic> wanted, ControllerReply reply, BrokerDoors doors)
    {
        if (reply is TopicsCreatedReply created)
        {
            foreach (var topic in created.Topics)
                Add(response, topic, doors);
        }
        else if (reply is Acknowledged refusal)
        {
            foreach (var topic in wanted)
                AddError(response, topic.Name, refusal.Error);
        }
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
