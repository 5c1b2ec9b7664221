using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Keeps members in their groups, and tells them of rebalances (key 12).</summary>
internal sealed class HeartbeatHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.Heartbeat;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<HeartbeatRequest>();
        var error = GroupRules.CheckMember(context, request.GroupId);
        if (error == ErrorCode.None)
        {
            var command = new Heartbeat(request.MemberId, request.GroupInstanceId, request.GenerationId);
            error = (await new GroupCalls(context).AskAsync(request.GroupId, command)).Error;
        }

        var response = context.NewResponse<HeartbeatResponse>();
        response.ErrorCode = error;
        context.Respond(response);
    }
}
