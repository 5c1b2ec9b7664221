using System.Collections.Immutable;
using ActorBroker.Log.Producers;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>The answer to a <see cref="ProducersQuery"/>.</summary>
/// <param name="Error">
/// <see cref="ErrorCode.None"/>; <see cref="ErrorCode.NotLeaderOrFollower"/> while the log is not open; <see cref="ErrorCode.KafkaStorageError"/>.
/// </param>
/// <param name="Producers">Those that wrote with an id and are not forgotten yet; none on an error.</param>
public sealed record ProducersAnswer(ErrorCode Error, ImmutableArray<ProducerDescription> Producers) : INoSerializationVerificationNeeded
{
    /// <summary>An answer without producers.</summary>
    public static ProducersAnswer Refused(ErrorCode error) => new(error, []);
}
