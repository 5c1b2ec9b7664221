using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>The answer to <see cref="AllocateProducerId"/>.</summary>
/// <param name="Error"><see cref="ErrorCode.None"/>, or <see cref="ErrorCode.CoordinatorLoadInProgress"/> while no block could be had: the client asks again.</param>
/// <param name="Id">The id; <see cref="ProducerId.None"/> on an error.</param>
public sealed record AllocatedProducerId(ErrorCode Error, ProducerId Id) : INoSerializationVerificationNeeded;
