using System.Collections.Immutable;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Takes members out of groups (key 13), since version 3 several at once (KIP-345).</summary>
internal sealed class LeaveGroupHandler : IRequestHandler
{
    private const short FirstVersionWithMembers = 3;

    public ApiKey ApiKey => ApiKey.LeaveGroup;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<LeaveGroupRequest>();
        var error = GroupRules.CheckMember(context, request.GroupId);
        var reply = error != ErrorCode.None
            ? new ErrorReply(error)
            : await new GroupCalls(context).AskAsync(request.GroupId, new LeaveGroup(LeavingOf(context, request)));
        var members = reply is LeaveReply left ? left.Members : [];
        var response = context.NewResponse<LeaveGroupResponse>();
        var isOfOneMember = context.Version < FirstVersionWithMembers && reply.Error == ErrorCode.None;
        response.ErrorCode = isOfOneMember ? members[0].Error : reply.Error;
        if (!isOfOneMember)
            AddMembers(response, members);
        context.Respond(response);
    }

    private static void AddMembers(LeaveGroupResponse response, ImmutableArray<LeftMember> members)
    {
        foreach (var member in members)
        {
            var result = response.Members.AddNew();
            (result.MemberId, result.GroupInstanceId, result.ErrorCode) = (member.Member.MemberId, member.Member.InstanceId, member.Error);
        }
    }

    private static ImmutableArray<LeavingMember> LeavingOf(RequestContext context, LeaveGroupRequest request) =>
        context.Version < FirstVersionWithMembers
            ? [new LeavingMember(request.MemberId, null)]
            : [.. request.Members.Select(member => new LeavingMember(member.MemberId, member.GroupInstanceId))];
}
