using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.OffsetDeleteResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Forgets how far groups have come (key 47, KIP-496).</summary>
internal sealed class OffsetDeleteHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.OffsetDelete;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<OffsetDeleteRequest>();
        var response = context.NewResponse<OffsetDeleteResponse>();
        if (!context.Allows(AclOperation.Delete, ResourceType.Group, request.GroupId))
        {
            response.ErrorCode = ErrorCode.GroupAuthorizationFailed;
            context.Respond(response);
            return;
        }

        var wanted = new List<OffsetDeleteResponsePartition>();
        var places = ImmutableArray.CreateBuilder<OffsetPlace>();
        foreach (var topic in request.Topics)
        {
            var answered = response.Topics.AddNew();
            answered.Name = topic.Name;
            foreach (var partition in topic.Partitions)
            {
                var result = answered.Partitions.AddNew();
                result.PartitionIndex = partition.PartitionIndex;
                result.ErrorCode = GroupRules.CheckPartition(context, topic.Name, partition.PartitionIndex);
                if (result.ErrorCode != ErrorCode.None)
                    continue;

                wanted.Add(result);
                places.Add(new OffsetPlace(topic.Name, partition.PartitionIndex));
            }
        }

        Fill(response, wanted, await new GroupCalls(context).AskAsync(request.GroupId, new DeleteOffsets(places.DrainToImmutable(), null)));
        context.Respond(response);
    }

    private static void Fill(OffsetDeleteResponse response, List<OffsetDeleteResponsePartition> wanted, GroupReply reply)
    {
        response.ErrorCode = reply.Error;
        if (reply is not OffsetsReply { Error: ErrorCode.None } deleted)
        {
            response.Topics.Clear();
            return;
        }

        for (var index = 0; index < wanted.Count; index++)
            wanted[index].ErrorCode = deleted.Errors[index];
    }
}
