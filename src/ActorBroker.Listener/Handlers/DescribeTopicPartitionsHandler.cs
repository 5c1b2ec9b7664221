using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.DescribeTopicPartitionsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>
/// Tells topics and their partitions page by page, by name in rising order (key 75, KIP-966). A page ends at the limit of partitions, in the middle of a
/// topic too; its cursor says where the next begins.
/// </summary>
internal sealed class DescribeTopicPartitionsHandler : IRequestHandler
{
    private const int PartitionsMax = 2_000;

    public ApiKey ApiKey => ApiKey.DescribeTopicPartitions;

    public void Handle(RequestContext context)
    {
        var request = context.Body<DescribeTopicPartitionsRequest>();
        var response = context.NewResponse<DescribeTopicPartitionsResponse>();
        var left = Math.Clamp(request.ResponsePartitionLimit, 1, PartitionsMax);
        foreach (var name in Names(context, request))
        {
            var first = name == request.Cursor?.TopicName ? request.Cursor.PartitionIndex.Value : 0;
            if (left == 0)
            {
                EndPage(response, name, first);
                break;
            }

            var next = Add(context, response, name, Math.Max(0, first), ref left);
            if (next is { } index)
            {
                EndPage(response, name, index);
                break;
            }
        }

        context.Respond(response);
    }

    /// <summary>Those that are asked for, or all that the client may see, from the cursor on.</summary>
    private static IEnumerable<string> Names(RequestContext context, DescribeTopicPartitionsRequest request)
    {
        var names = request.Topics.Count > 0
            ? request.Topics.Select(topic => topic.Name)
            : context.Doors.Metadata.Image.Topics.All.Select(topic => topic.Name).Where(name => MaySee(context, name));
        return names
            .Distinct(StringComparer.Ordinal)
            .Where(name => request.Cursor is null || string.CompareOrdinal(name, request.Cursor.TopicName) >= 0)
            .Order(StringComparer.Ordinal);
    }

    private static bool MaySee(RequestContext context, string name) => context.Allows(AclOperation.Describe, ResourceType.Topic, name);

    /// <summary>Adds a topic, with its partitions from the first that is wanted to the limit.</summary>
    /// <returns>The partition at which the next page begins; null when the topic is whole.</returns>
    private static int? Add(RequestContext context, DescribeTopicPartitionsResponse response, string name, int first, ref int left)
    {
        var result = response.Topics.AddNew();
        result.Name = name;
        var topic = context.Doors.Metadata.Image.Topics.Find(name);
        result.ErrorCode = !MaySee(context, name) ? ErrorCode.TopicAuthorizationFailed
            : TopicNameRules.Judge(name) is not null ? ErrorCode.InvalidTopicException
            : topic is null ? ErrorCode.UnknownTopicOrPartition
            : ErrorCode.None;
        if (topic is null || result.ErrorCode != ErrorCode.None)
            return null;

        (result.TopicId, result.IsInternal) = (topic.Id, TopicNameRules.IsInternal(name));
        for (var index = first; index < topic.Partitions.Count; index++, left--)
        {
            if (left == 0)
                return index;
            Add(context.Doors, result, topic, new PartitionIndex(index));
        }

        return null;
    }

    private static void Add(BrokerDoors doors, DescribeTopicPartitionsResponseTopic result, TopicImage topic, PartitionIndex index)
    {
        var state = topic.Partitions[index.Value];
        var leader = OwnPartitions.IsOpening(doors, new PartitionId(topic.Id, index), state) ? BrokerId.None : state.Leader;
        var partition = result.Partitions.AddNew();
        partition.ErrorCode = leader == BrokerId.None ? ErrorCode.LeaderNotAvailable : ErrorCode.None;
        (partition.PartitionIndex, partition.LeaderId, partition.LeaderEpoch) = (index, leader, state.LeaderEpoch);
        BrokerLists.Add(partition.ReplicaNodes, state.Replicas);
        BrokerLists.Add(partition.IsrNodes, state.Isr);
        BrokerLists.Add(partition.EligibleLeaderReplicas = new WireList<BrokerId>(), state.Elr);
        BrokerLists.Add(partition.LastKnownElr = new WireList<BrokerId>(), state.LastKnownElr);
        BrokerLists.Add(partition.OfflineReplicas, state.Replicas.Where(broker => !doors.Metadata.Image.IsActive(broker)));
    }

    private static void EndPage(DescribeTopicPartitionsResponse response, string topic, int partition) =>
        response.NextCursor = new PartitionCursor { TopicName = topic, PartitionIndex = new PartitionIndex(partition) };
}
