using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Replication;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>The broker's metadata gives a replica these roles, and the topic these settings. Roles that are older than the last are passed over, the settings are not.</summary>
internal sealed record AssignRoles(ReplicaRoles Roles, TopicSettings Settings) : INoSerializationVerificationNeeded;
