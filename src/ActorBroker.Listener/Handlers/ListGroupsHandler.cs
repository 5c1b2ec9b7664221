using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Lists the groups that this broker looks after (key 16), by state (KIP-518) and type (KIP-848) where that is asked.</summary>
internal sealed class ListGroupsHandler : IRequestHandler
{
    /// <summary>The one type of groups that there is so far.</summary>
    private const string Classic = "classic";

    public ApiKey ApiKey => ApiKey.ListGroups;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<ListGroupsRequest>();
        var replies = await new GroupCalls(context).ListAsync();
        var response = context.NewResponse<ListGroupsResponse>();
        var failed = replies.FirstOrDefault(reply => reply.Error is not (ErrorCode.None or ErrorCode.NotCoordinator));
        if (failed is not null)
            response.ErrorCode = failed.Error;
        else if (IsWanted(request.TypesFilter, Classic))
            AddGroups(context, request, response, replies);
        context.Respond(response);
    }

    private static void AddGroups(RequestContext context, ListGroupsRequest request, ListGroupsResponse response, GroupReply[] replies)
    {
        var seesAll = context.Allows(AclOperation.Describe, ResourceType.Cluster, AclResources.Cluster);
        foreach (var group in replies.OfType<GroupListing>().SelectMany(listing => listing.Groups))
        {
            var isSeen = seesAll || context.Allows(AclOperation.Describe, ResourceType.Group, group.Group);
            if (!isSeen || group.Phase == GroupPhase.Dead || !IsWanted(request.StatesFilter, group.Phase.ToString()))
                continue;

            var listed = response.Groups.AddNew();
            (listed.GroupId, listed.ProtocolType, listed.GroupState, listed.GroupType) = (group.Group, group.ProtocolType, group.Phase.ToString(), Classic);
        }
    }

    private static bool IsWanted(WireList<string> filter, string value) =>
        filter.Count == 0 || filter.Any(wanted => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase));
}
