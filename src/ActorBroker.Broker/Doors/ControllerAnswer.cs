using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>How a command ended. What it changed is durable.</summary>
/// <param name="Reply">The answer.</param>
/// <param name="Offset">Whoever has applied the metadata up to here sees what the command did.</param>
public sealed record ControllerAnswer(ControllerReply Reply, MetadataOffset Offset) : INoSerializationVerificationNeeded;
