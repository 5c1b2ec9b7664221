using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>The answer to a <see cref="DeleteRecordsRequest"/>.</summary>
/// <param name="Error">
/// <see cref="ErrorCode.None"/>; <see cref="ErrorCode.OffsetOutOfRange"/> behind the high watermark; <see cref="ErrorCode.NotLeaderOrFollower"/>;
/// <see cref="ErrorCode.KafkaStorageError"/>.
/// </param>
/// <param name="LowWatermark">The log's start now, durable; <see cref="Offset.None"/> on an error.</param>
public sealed record DeleteRecordsAnswer(ErrorCode Error, Offset LowWatermark) : INoSerializationVerificationNeeded;
