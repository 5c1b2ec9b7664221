using ActorBroker.Log;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>Tells a partition's actor that a reader came upon bytes that are not as they were written; it tells people, once. Not answered.</summary>
/// <param name="Damage">What cannot be read.</param>
internal sealed record DamageFound(LogDamage Damage) : INoSerializationVerificationNeeded;
