using ActorBroker.Broker.Doors;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>The broker's metadata gives a replica this role, and the topic these settings. One that is not newer than the last is ignored, but for the settings.</summary>
internal sealed record AssignRole(PartitionRole Role, TopicSettings Settings) : INoSerializationVerificationNeeded;
