using ActorBroker.Machines.Metadata;
using Akka.Actor;

namespace ActorBroker.Broker.Controllers;

/// <summary>Asks the controller for what happened after an offset. Answered with a <see cref="MetadataDelta"/> as soon as there is something; the last request of a sender counts.</summary>
/// <param name="After">The last event that the sender has applied.</param>
public sealed record PullMetadata(MetadataOffset After) : INoSerializationVerificationNeeded;
