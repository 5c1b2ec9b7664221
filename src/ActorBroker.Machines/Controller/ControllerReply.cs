using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>The answer to a <see cref="ControllerCommand"/>; may leave once the decision's events are committed and applied.</summary>
public abstract record ControllerReply;

/// <summary>The answer to all that needs no other, and the refusal of any command as a whole.</summary>
/// <param name="Error">
/// How it ended. To any command: <see cref="ErrorCode.NotController"/> when this controller may not act, or not any more. To what a broker
/// asks: <see cref="ErrorCode.BrokerIdNotRegistered"/>, and <see cref="ErrorCode.StaleBrokerEpoch"/> when another run of it registered.
/// </param>
public sealed record Acknowledged(ControllerError Error) : ControllerReply;

/// <summary>The answer to <see cref="RegisterBroker"/>.</summary>
/// <param name="Incarnation">What the broker is to name itself by until it stops.</param>
public sealed record BrokerRegistrationReply(Incarnation Incarnation) : ControllerReply;

/// <summary>The answer to <see cref="CreateTopics"/>.</summary>
/// <param name="Topics">One entry for each topic, in order.</param>
public sealed record TopicsCreatedReply(ImmutableArray<CreatedTopic> Topics) : ControllerReply;

/// <summary>The answer to <see cref="DeleteTopics"/>.</summary>
/// <param name="Topics">One entry for each topic, in order.</param>
public sealed record TopicsDeletedReply(ImmutableArray<DeletedTopic> Topics) : ControllerReply;

/// <summary>The answer to <see cref="CreatePartitions"/>.</summary>
/// <param name="Topics">One entry for each topic, in order.</param>
public sealed record TopicErrorsReply(ImmutableArray<KeyValuePair<string, ControllerError>> Topics) : ControllerReply;

/// <summary>The answer to <see cref="AlterConfigs"/>.</summary>
/// <param name="Resources">One entry for each change, in order.</param>
public sealed record ConfigsReply(ImmutableArray<KeyValuePair<ConfigResource, ControllerError>> Resources) : ControllerReply;

/// <summary>The answer to <see cref="AllocateProducerIds"/>.</summary>
/// <param name="First">The first id of the block.</param>
/// <param name="Count">How many ids the block has.</param>
public sealed record ProducerIdsReply(ProducerId First, int Count) : ControllerReply;

/// <summary>The answer to <see cref="AlterIsr"/>.</summary>
/// <param name="Partitions">One entry for each proposal, in order.</param>
public sealed record IsrReply(ImmutableArray<IsrResult> Partitions) : ControllerReply;

/// <summary>The answer to <see cref="ElectLeaders"/> and <see cref="ReassignPartitions"/>.</summary>
/// <param name="Partitions">One entry for each partition, in order.</param>
public sealed record PartitionErrorsReply(ImmutableArray<KeyValuePair<TopicPartition, ControllerError>> Partitions) : ControllerReply;

/// <summary>The answer to <see cref="UpdateFeatures"/>.</summary>
/// <param name="Error">How it ended as a whole.</param>
/// <param name="Features">One entry for each update, in order.</param>
public sealed record FeaturesReply(ControllerError Error, ImmutableArray<KeyValuePair<string, ControllerError>> Features) : ControllerReply;
