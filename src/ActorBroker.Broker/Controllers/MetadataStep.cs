using ActorBroker.Machines.Metadata;

namespace ActorBroker.Broker.Controllers;

/// <summary>An event and its place in the controller's log.</summary>
public readonly record struct MetadataStep(MetadataOffset Offset, MetadataEvent Happened);
