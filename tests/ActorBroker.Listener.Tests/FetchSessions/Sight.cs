using ActorBroker.Model;

namespace ActorBroker.Listener.Tests.FetchSessions;

/// <summary>What a client sees of one partition after a fetch.</summary>
internal sealed record Sight(ErrorCode Error, long HighWatermark, long LastStable, long Start, string Records);
