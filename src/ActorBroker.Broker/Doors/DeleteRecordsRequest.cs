using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>Moves a partition's log start up to an offset (DeleteRecords, key 21). The sender is answered with a <see cref="DeleteRecordsAnswer"/>.</summary>
/// <param name="Before">The first offset to keep; <see cref="Offset.None"/> stands for the high watermark.</param>
public sealed record DeleteRecordsRequest(Offset Before) : INoSerializationVerificationNeeded;
