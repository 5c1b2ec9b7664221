using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using Akka.Actor;

namespace ActorBroker.Broker.Controllers;

/// <summary>What happened in the cluster since the offset that was asked for.</summary>
/// <param name="Snapshot">What to begin with, when the asker is too far behind for single events; else null.</param>
/// <param name="Events">The events that follow, in order, each with its offset.</param>
public sealed record MetadataDelta(MetadataImage? Snapshot, ImmutableArray<MetadataStep> Events) : INoSerializationVerificationNeeded;
