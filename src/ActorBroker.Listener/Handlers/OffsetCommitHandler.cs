using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.OffsetCommitResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Keeps how far groups have come (key 8). The answer waits until it is kept.</summary>
internal sealed class OffsetCommitHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.OffsetCommit;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<OffsetCommitRequest>();
        var isAllowed = context.Allows(AclOperation.Read, ResourceType.Group, request.GroupId);
        var response = context.NewResponse<OffsetCommitResponse>();
        var wanted = new List<OffsetCommitResponsePartition>();
        var offsets = ImmutableArray.CreateBuilder<OffsetToCommit>();
        foreach (var topic in request.Topics)
        {
            var answered = response.Topics.AddNew();
            answered.Name = topic.Name;
            foreach (var partition in topic.Partitions)
            {
                var result = answered.Partitions.AddNew();
                result.PartitionIndex = partition.PartitionIndex;
                result.ErrorCode = isAllowed ? GroupRules.CheckPartition(context, topic.Name, partition.PartitionIndex) : ErrorCode.GroupAuthorizationFailed;
                if (result.ErrorCode != ErrorCode.None)
                    continue;

                wanted.Add(result);
                offsets.Add(new OffsetToCommit(
                    new OffsetPlace(topic.Name, partition.PartitionIndex), partition.CommittedOffset, partition.CommittedLeaderEpoch, partition.CommittedMetadata ?? ""));
            }
        }

        if (wanted.Count > 0)
            Fill(wanted, await new GroupCalls(context).AskAsync(request.GroupId, ToCommand(request, offsets.DrainToImmutable())));
        context.Respond(response);
    }

    private static CommitOffsets ToCommand(OffsetCommitRequest request, ImmutableArray<OffsetToCommit> offsets) => new()
    {
        MemberId = request.MemberId,
        InstanceId = request.GroupInstanceId,
        Generation = request.GenerationIdOrMemberEpoch,
        Retention = request.RetentionTimeMs < 0 ? null : TimeSpan.FromMilliseconds(Math.Min(request.RetentionTimeMs, int.MaxValue * 1_000L)),
        Offsets = offsets,
    };

    private static void Fill(List<OffsetCommitResponsePartition> wanted, GroupReply reply)
    {
        var errors = reply is OffsetsReply { Error: ErrorCode.None } kept ? kept.Errors : [];
        for (var index = 0; index < wanted.Count; index++)
            wanted[index].ErrorCode = reply.Error == ErrorCode.None ? errors[index] : reply.Error;
    }
}
