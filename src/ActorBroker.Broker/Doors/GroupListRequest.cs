using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>Asks a shard which groups it has. Stays in this process.</summary>
/// <param name="Receiver">Whom to answer: by a <see cref="GroupListing"/>, or an error as for any other request.</param>
public sealed record GroupListRequest(IGroupReceiver Receiver) : INoSerializationVerificationNeeded;
