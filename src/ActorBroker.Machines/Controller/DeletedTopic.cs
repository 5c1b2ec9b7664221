using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>What became of one topic to be deleted.</summary>
/// <param name="Name">Its name; null when it was named by an id that no topic has.</param>
/// <param name="Id">Its id; <see cref="TopicId.None"/> when it was named by a name that no topic has.</param>
/// <param name="Error">
/// <see cref="ErrorCode.UnknownTopicOrPartition"/>, <see cref="ErrorCode.UnknownTopicId"/>, <see cref="ErrorCode.TopicDeletionDisabled"/>,
/// <see cref="ErrorCode.InvalidRequest"/> when it is named twice or by both; or none.
/// </param>
public readonly record struct DeletedTopic(string? Name, TopicId Id, ControllerError Error);
