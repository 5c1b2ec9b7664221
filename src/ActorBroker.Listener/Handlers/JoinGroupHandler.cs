using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Lets members into groups (key 11). The answer waits until the rebalance has all of them.</summary>
internal sealed class JoinGroupHandler : IRequestHandler
{
    private const short FirstVersionWithKnownIds = 4;
    private const short FirstVersionWithNullProtocol = 7;
    private const short FirstVersionThatSkipsAssignments = 9;

    public ApiKey ApiKey => ApiKey.JoinGroup;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<JoinGroupRequest>();
        var error = GroupRules.CheckMember(context, request.GroupId);
        var reply = error != ErrorCode.None
            ? new ErrorReply(error)
            : await new GroupCalls(context).AskAsync(request.GroupId, ToCommand(context, request));
        Answer(context, reply as JoinReply ?? new JoinReply(reply.Error, request.MemberId));
    }

    private static JoinGroup ToCommand(RequestContext context, JoinGroupRequest request) => new()
    {
        FreshId = context.Doors.NewId(),
        MemberId = request.MemberId,
        InstanceId = request.GroupInstanceId,
        ClientId = context.ClientId ?? "",
        ClientHost = HostOf(context.Client.Address),
        SessionTimeout = TimeSpan.FromMilliseconds(request.SessionTimeoutMs),
        // Version 0 knows one timeout for both.
        RebalanceTimeout = TimeSpan.FromMilliseconds(request.RebalanceTimeoutMs < 0 ? request.SessionTimeoutMs : request.RebalanceTimeoutMs),
        ProtocolType = request.ProtocolType,
        Protocols = [.. request.Protocols.Select(protocol => new GroupProtocol(protocol.Name, protocol.Metadata.ToArray()))],
        NeedsKnownId = context.Version >= FirstVersionWithKnownIds,
        CanSkipAssignment = context.Version >= FirstVersionThatSkipsAssignments,
    };

    /// <summary>The address without its port, as Kafka tells it in descriptions of groups.</summary>
    private static string HostOf(string address) => $"/{address[..Math.Max(address.LastIndexOf(':'), 0)].Trim('[', ']')}";

    private static void Answer(RequestContext context, JoinReply reply)
    {
        var response = context.NewResponse<JoinGroupResponse>();
        (response.ErrorCode, response.GenerationId, response.MemberId) = (reply.Error, reply.Generation, reply.MemberId);
        (response.ProtocolType, response.Leader, response.SkipAssignment) = (reply.ProtocolType, reply.Leader, reply.SkipsAssignment);
        response.ProtocolName = reply.Protocol ?? (context.Version < FirstVersionWithNullProtocol ? "" : null);
        foreach (var member in reply.Members)
        {
            var listed = response.Members.AddNew();
            (listed.MemberId, listed.GroupInstanceId, listed.Metadata) = (member.MemberId, member.InstanceId, member.Metadata);
        }

        context.Respond(response);
    }
}
