using ActorBroker.Model;

namespace ActorBroker.Broker.Groups;

/// <summary>Ends a group here: another broker looks after it, or this one reads it again. Who waits is answered so.</summary>
internal sealed record UnloadGroup(ErrorCode Error);
