using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.CreatePartitionsRequest;

namespace ActorBroker.Listener.Handlers;

/// <summary>Adds partitions to topics (key 37). A topic is answered once this broker serves its part of them.</summary>
internal sealed class CreatePartitionsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.CreatePartitions;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<CreatePartitionsRequest>();
        var response = context.NewResponse<CreatePartitionsResponse>();
        var wanted = ImmutableArray.CreateBuilder<NewPartitions>();
        foreach (var topic in request.Topics)
        {
            if (context.Allows(AclOperation.Alter, ResourceType.Topic, topic.Name))
                wanted.Add(ToCommand(topic));
            else
                Add(response, topic.Name, new ControllerError(ErrorCode.TopicAuthorizationFailed));
        }

        if (wanted.Count > 0)
        {
            var deadline = new RequestDeadline(context.Doors.Clock, request.TimeoutMs);
            var command = new CreatePartitions(wanted.ToImmutable(), context.Doors.NewId().GetHashCode(), request.ValidateOnly);
            var reply = await ControllerCalls.CallAsync(context.Doors, command, deadline);
            await AddReplyAsync(response, wanted, reply, context.Doors, deadline);
        }

        context.Respond(response);
    }

    private static NewPartitions ToCommand(CreatePartitionsTopic topic) =>
        new(topic.Name, topic.Count, topic.Assignments is { } assignments ? [.. assignments.Select(assigned => assigned.BrokerIds.ToImmutableArray())] : []);

    private static async Task AddReplyAsync(
        CreatePartitionsResponse response, IEnumerable<NewPartitions> wanted, ControllerReply reply, BrokerDoors doors, RequestDeadline deadline)
    {
        if (reply is Acknowledged refusal)
        {
            foreach (var topic in wanted)
                Add(response, topic.Topic, refusal.Error);
            return;
        }

        foreach (var (name, error) in ((TopicErrorsReply)reply).Topics)
            Add(response, name, error.IsError ? error : await UntilServedAsync(name, doors, deadline));
    }

    private static async Task<ControllerError> UntilServedAsync(string name, BrokerDoors doors, RequestDeadline deadline) =>
        doors.Metadata.Image.Topics.Find(name) is not { } topic || await OwnPartitions.UntilServedAsync(doors, topic, deadline)
            ? ControllerError.None
            : new ControllerError(ErrorCode.RequestTimedOut, $"Partitions were added to topic '{name}', but are not served yet.");

    private static void Add(CreatePartitionsResponse response, string name, ControllerError error)
    {
        var result = response.Results.AddNew();
        (result.Name, result.ErrorCode, result.ErrorMessage) = (name, error.Code, error.Message);
    }
}
