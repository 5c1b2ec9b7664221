using ActorBroker.Model;

namespace ActorBroker.Server.Remote;

/// <summary>Error codes in words, and what a user can do about them.</summary>
internal static class ErrorText
{
    /// <summary>The code's name in the protocol, and what the broker said, or else what the code means.</summary>
    public static string Of(ErrorCode code, string? detail) => $"{code.WireName()}: {(string.IsNullOrEmpty(detail) ? Meaning(code) : detail)}";

    /// <summary>A sentence; null where the meaning says all.</summary>
    public static string? Advice(ErrorCode code) => code switch
    {
        ErrorCode.UnknownTopicOrPartition => "'actorbroker topic ls' lists the topics.",
        ErrorCode.TopicAlreadyExists => "--if-not-exists makes that no error.",
        ErrorCode.InvalidReplicationFactor => "'actorbroker cluster info' tells how many brokers there are; --replication-factor must not exceed that.",
        ErrorCode.InvalidConfig => "'actorbroker config ls --topic NAME' or '--broker ID' lists the entries with their values.",
        ErrorCode.InvalidPartitions => "'actorbroker topic describe NAME' tells how many there are; partitions can only be added.",
        ErrorCode.GroupIdNotFound => "'actorbroker group ls' lists the groups.",
        ErrorCode.NonEmptyGroup => "Stop the group's consumers first; 'actorbroker group describe NAME' lists them.",
        ErrorCode.GroupSubscribedToTopic => "Stop the group's consumers of that topic first.",
        ErrorCode.TopicDeletionDisabled => "The broker is configured with delete.topic.enable=false.",
        _ => null,
    };

    private static string Meaning(ErrorCode code) => code switch
    {
        ErrorCode.UnknownTopicOrPartition => "there is no such topic or partition",
        ErrorCode.TopicAlreadyExists => "there is a topic of this name",
        ErrorCode.InvalidTopicException => "the name is not allowed: letters, digits, '.', '_' and '-', at most 249",
        ErrorCode.GroupIdNotFound => "there is no such group",
        ErrorCode.NonEmptyGroup => "the group has members",
        ErrorCode.UnknownMemberId => "the group has members, and only they may do this",
        ErrorCode.LeaderNotAvailable => "the partition has no leader now",
        ErrorCode.CoordinatorNotAvailable => "no broker looks after the group now",
        ErrorCode.CoordinatorLoadInProgress => "the group's coordinator is still reading its log",
        ErrorCode.OffsetOutOfRange => "the offset lies outside the log",
        ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed => "this user may not do that",
        ErrorCode.GroupSubscribedToTopic => "the group is subscribed to the topic",
        ErrorCode.UnsupportedVersion => "the broker does not support what was asked for",
        _ => $"the broker gave no reason (code {code:D})",
    };
}
