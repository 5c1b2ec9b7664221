using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Deletes topics, by name or by id (key 20).</summary>
internal sealed class DeleteTopicsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.DeleteTopics;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<DeleteTopicsRequest>();
        var response = context.NewResponse<DeleteTopicsResponse>();
        var wanted = ImmutableArray.CreateBuilder<TopicTarget>();
        foreach (var target in Targets(request))
        {
            if (MayDelete(context, target) is { IsError: true } error)
                Add(response, target.Name, target.Id, error);
            else
                wanted.Add(target);
        }

        if (wanted.Count > 0)
            AddReply(response, wanted, await ControllerCalls.CallAsync(context.Doors, new DeleteTopics(wanted.ToImmutable()), request.TimeoutMs));
        context.Respond(response);
    }

    private static IEnumerable<TopicTarget> Targets(DeleteTopicsRequest request) =>
        request.TopicNames.Select(name => new TopicTarget(name, TopicId.None))
            .Concat(request.Topics.Select(topic => new TopicTarget(topic.Name, topic.TopicId)));

    private static ControllerError MayDelete(RequestContext context, TopicTarget target)
    {
        var name = target.Name ?? context.Doors.Metadata.Image.Topics.Find(target.Id)?.Name;
        if (name is null)
            return new ControllerError(ErrorCode.UnknownTopicId);
        return context.Allows(AclOperation.Delete, ResourceType.Topic, name)
            ? ControllerError.None
            : new ControllerError(ErrorCode.TopicAuthorizationFailed);
    }

    private static void AddReply(DeleteTopicsResponse response, IEnumerable<TopicTarget> wanted, ControllerReply reply)
    {
        if (reply is TopicsDeletedReply deleted)
        {
            foreach (var topic in deleted.Topics)
                Add(response, topic.Name, topic.Id, topic.Error);
        }
        else if (reply is Acknowledged refusal)
        {
            foreach (var target in wanted)
                Add(response, target.Name, target.Id, refusal.Error);
        }
    }

    private static void Add(DeleteTopicsResponse response, string? name, TopicId id, ControllerError error)
    {
        var result = response.Responses.AddNew();
        (result.Name, result.TopicId, result.ErrorCode, result.ErrorMessage) = (name, id, error.Code, error.Message);
    }
}
