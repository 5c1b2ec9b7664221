using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Deletes groups without members, with their offsets (key 42, KIP-229).</summary>
internal sealed class DeleteGroupsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.DeleteGroups;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var names = context.Body<DeleteGroupsRequest>().GroupsNames.Distinct(StringComparer.Ordinal).ToArray();
        var calls = new GroupCalls(context);
        var replies = await GroupCalls.AllOfAsync(names.Select(name => context.Allows(AclOperation.Delete, ResourceType.Group, name)
            ? calls.AskAsync(name, new DeleteGroup())
            : Task.FromResult<GroupReply>(new ErrorReply(ErrorCode.GroupAuthorizationFailed))));
        var response = context.NewResponse<DeleteGroupsResponse>();
        for (var index = 0; index < names.Length; index++)
        {
            var result = response.Results.AddNew();
            (result.GroupId, result.ErrorCode) = (names[index], replies[index].Error);
        }

        context.Respond(response);
    }
}
