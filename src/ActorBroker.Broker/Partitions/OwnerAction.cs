using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>Something to do on the thread of a log's owner: the end of a flush.</summary>
internal sealed record OwnerAction(Action Run) : INoSerializationVerificationNeeded;
