using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.DescribeGroupsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells groups' states and members (key 15).</summary>
internal sealed class DescribeGroupsHandler : IRequestHandler
{
    private static readonly AclOperation[] OperationsOnGroups =
        [AclOperation.Read, AclOperation.Delete, AclOperation.Describe, AclOperation.DescribeConfigs, AclOperation.AlterConfigs];

    public ApiKey ApiKey => ApiKey.DescribeGroups;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<DescribeGroupsRequest>();
        var calls = new GroupCalls(context);
        var replies = await GroupCalls.AllOfAsync(request.Groups.Select(name => context.Allows(AclOperation.Describe, ResourceType.Group, name)
            ? calls.AskAsync(name, new DescribeGroup())
            : Task.FromResult<GroupReply>(new ErrorReply(ErrorCode.GroupAuthorizationFailed))));
        var response = context.NewResponse<DescribeGroupsResponse>();
        for (var index = 0; index < replies.Length; index++)
        {
            var group = response.Groups.AddNew();
            group.GroupId = request.Groups[index];
            Describe(group, replies[index], context.Version);
            if (request.IncludeAuthorizedOperations && group.ErrorCode == ErrorCode.None)
                group.AuthorizedOperations = OperationsOn(context, group.GroupId);
        }

        context.Respond(response);
    }

    private static void Describe(DescribedGroup group, GroupReply reply, short version)
    {
        if (reply is not GroupDescription { State: var state })
        {
            group.ErrorCode = reply.Error;
            return;
        }

        // Before version 6 a group that does not exist is told as one that is dead, and not as an error (KIP-1043).
        if (version >= 6 && state.Phase == GroupPhase.Dead)
            (group.ErrorCode, group.ErrorMessage) = (ErrorCode.GroupIdNotFound, $"There is no group '{group.GroupId}'.");
        (group.GroupState, group.ProtocolType) = (state.Phase.ToString(), state.ProtocolType ?? "");
        var isStable = state.Phase == GroupPhase.Stable;
        group.ProtocolData = isStable ? state.Protocol ?? "" : "";
        foreach (var (_, member) in state.Members)
        {
            var described = group.Members.AddNew();
            (described.MemberId, described.GroupInstanceId) = (member.Id, member.InstanceId);
            (described.ClientId, described.ClientHost) = (member.ClientId, member.ClientHost);
            if (isStable)
                (described.MemberMetadata, described.MemberAssignment) = (member.MetadataFor(state.Protocol), member.Assignment);
        }
    }

    /// <summary>The operations that the client may do, a bit for each by its number.</summary>
    private static int OperationsOn(RequestContext context, string group) =>
        OperationsOnGroups.Where(operation => context.Allows(operation, ResourceType.Group, group)).Sum(operation => 1 << (int)operation);
}
