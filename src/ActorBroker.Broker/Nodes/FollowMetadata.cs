using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>The cluster's metadata changed: these partitions are to be as the image says.</summary>
internal sealed record FollowMetadata(MetadataImage Image, IReadOnlyCollection<PartitionId> Changed) : INoSerializationVerificationNeeded;
