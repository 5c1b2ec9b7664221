using ActorBroker.Listener.Sessions;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.OffsetFetchResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells how far groups have come (key 9), since version 8 several groups at once (KIP-709).</summary>
internal sealed class OffsetFetchHandler : IRequestHandler
{
    private const short FirstVersionWithError = 2;
    private const short FirstVersionWithGroups = 8;

    public ApiKey ApiKey => ApiKey.OffsetFetch;

    public void Handle(RequestContext context) => context.Observe(
        context.Version < FirstVersionWithGroups ? HandleGroupAsync(context) : HandleGroupsAsync(context));

    private static async Task HandleGroupsAsync(RequestContext context)
    {
        var request = context.Body<OffsetFetchRequest>();
        var calls = new GroupCalls(context);
        var fetches = request.Groups.Select(group => OffsetFetch.OfAsync(
            context, calls, group.GroupId, group.Topics?.Select(topic => (topic.Name, topic.PartitionIndexes)))).ToArray();
        var results = await GroupCalls.AllOfAsync(fetches);
        var response = context.NewResponse<OffsetFetchResponse>();
        for (var index = 0; index < results.Length; index++)
        {
            var group = response.Groups.AddNew();
            (group.GroupId, group.ErrorCode) = (request.Groups[index].GroupId, results[index].Error);
            foreach (var topic in results[index].ByTopic)
                Add(group.Topics.AddNew(), topic);
        }

        context.Respond(response);
    }

    private static async Task HandleGroupAsync(RequestContext context)
    {
        var request = context.Body<OffsetFetchRequest>();
        var fetched = await OffsetFetch.OfAsync(
            context, new GroupCalls(context), request.GroupId, request.Topics?.Select(topic => (topic.Name, topic.PartitionIndexes)));
        var response = context.NewResponse<OffsetFetchResponse>();
        response.ErrorCode = fetched.Error;
        if (fetched.Error == ErrorCode.None)
        {
            foreach (var topic in fetched.ByTopic)
                Add(response.Topics.AddNew(), topic);
        }
        else if (context.Version < FirstVersionWithError)
            AddErrors(response, request, fetched.Error);

        context.Respond(response);
    }

    private static void Add(OffsetFetchResponseTopic result, IGrouping<string, FetchedPartition> topic)
    {
        result.Name = topic.Key;
        foreach (var fetched in topic)
        {
            var partition = result.Partitions.AddNew();
            (partition.PartitionIndex, partition.CommittedOffset, partition.CommittedLeaderEpoch) = (fetched.Partition, fetched.Offset, fetched.LeaderEpoch);
            (partition.Metadata, partition.ErrorCode) = (fetched.Metadata, fetched.Error);
        }
    }

    /// <summary>The oldest version has no room for an error but beside each partition.</summary>
    private static void AddErrors(OffsetFetchResponse response, OffsetFetchRequest request, ErrorCode error)
    {
        foreach (var topic in request.Topics!)
        {
            var result = response.Topics.AddNew();
            result.Name = topic.Name;
            foreach (var index in topic.PartitionIndexes)
            {
                var partition = result.Partitions.AddNew();
                (partition.PartitionIndex, partition.CommittedOffset, partition.Metadata, partition.ErrorCode) = (index, Offset.None, "", error);
            }
        }
    }
}
