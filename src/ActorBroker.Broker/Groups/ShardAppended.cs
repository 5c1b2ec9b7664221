using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Groups;

/// <summary>The partition answers a shard's append.</summary>
internal sealed record ShardAppended(ShardWriter Writer, int Tag, ErrorCode Error) : INoSerializationVerificationNeeded;
