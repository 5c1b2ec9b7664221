using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Model;

namespace ActorBroker.Listener.Handlers;

/// <summary>What is asked of every request that names a group.</summary>
internal static class GroupRules
{
    /// <summary>May the client be a member? INVALID_GROUP_ID for a group without a name: it can keep offsets, but nobody joins it.</summary>
    public static ErrorCode CheckMember(RequestContext context, string group) =>
        !context.Allows(AclOperation.Read, ResourceType.Group, group) ? ErrorCode.GroupAuthorizationFailed
        : group.Length == 0 ? ErrorCode.InvalidGroupId
        : ErrorCode.None;

    /// <summary>May the client keep or delete offsets in this partition, and is there one?</summary>
    public static ErrorCode CheckPartition(RequestContext context, string topic, PartitionIndex partition) =>
        !context.Allows(AclOperation.Read, ResourceType.Topic, topic) ? ErrorCode.TopicAuthorizationFailed
        : context.Doors.Metadata.Image.Topics.Find(topic)?.Find(partition) is null ? ErrorCode.UnknownTopicOrPartition
        : ErrorCode.None;
}
