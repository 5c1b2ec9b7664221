using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;

namespace ActorBroker.Listener.Handlers;

/// <summary>How far one group has come, as far as the client may know.</summary>
/// <param name="Error">What is wrong with the whole; nothing else is told then.</param>
/// <param name="ByTopic">The partitions, topic by topic.</param>
internal sealed record OffsetFetch(ErrorCode Error, IReadOnlyList<IGrouping<string, FetchedPartition>> ByTopic)
{
    /// <param name="context">Who asks.</param>
    /// <param name="calls">The request's calls.</param>
    /// <param name="group">The group.</param>
    /// <param name="topics">What is asked for; null for all that is kept.</param>
    public static async Task<OffsetFetch> OfAsync(
        RequestContext context, GroupCalls calls, string group, IEnumerable<(string Name, WireList<PartitionIndex> Partitions)>? topics)
    {
        if (!context.Allows(AclOperation.Describe, ResourceType.Group, group))
            return new OffsetFetch(ErrorCode.GroupAuthorizationFailed, []);

        var places = topics?.SelectMany(topic => topic.Partitions.Select(partition => new OffsetPlace(topic.Name, partition))).ToImmutableArray();
        var reply = await calls.AskAsync(group, new FetchOffsets(places));
        if (reply is not FetchedOffsets fetched)
            return new OffsetFetch(reply.Error, []);

        var seen = fetched.Offsets.Where(pair => places is not null || MayDescribe(context, pair.Key.Topic));
        return new OffsetFetch(ErrorCode.None, [.. seen.GroupBy(pair => pair.Key.Topic, pair => MayDescribe(context, pair.Key.Topic)
            ? FetchedPartition.Of(pair.Key.Partition, pair.Value)
            : FetchedPartition.None(pair.Key.Partition, ErrorCode.TopicAuthorizationFailed))]);
    }

    private static bool MayDescribe(RequestContext context, string topic) => context.Allows(AclOperation.Describe, ResourceType.Topic, topic);
}
