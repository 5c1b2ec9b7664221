using System.Collections.Immutable;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Takes a leader's assignments and gives each member its own (key 14). The answer waits until they are kept.</summary>
internal sealed class SyncGroupHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.SyncGroup;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<SyncGroupRequest>();
        var error = GroupRules.CheckMember(context, request.GroupId);
        var reply = error != ErrorCode.None
            ? new ErrorReply(error)
            : await new GroupCalls(context).AskAsync(request.GroupId, ToCommand(request));
        var synced = reply as SyncReply ?? SyncReply.Refused(reply.Error);
        var response = context.NewResponse<SyncGroupResponse>();
        (response.ErrorCode, response.Assignment) = (synced.Error, synced.Assignment);
        (response.ProtocolType, response.ProtocolName) = (synced.ProtocolType, synced.Protocol);
        context.Respond(response);
    }

    private static SyncGroup ToCommand(SyncGroupRequest request)
    {
        var assignments = ImmutableDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var assigned in request.Assignments)
            assignments[assigned.MemberId] = assigned.Assignment.ToArray();
        return new SyncGroup
        {
            MemberId = request.MemberId,
            InstanceId = request.GroupInstanceId,
            Generation = request.GenerationId,
            ProtocolType = request.ProtocolType,
            Protocol = request.ProtocolName,
            Assignments = assignments.ToImmutable(),
        };
    }
}
