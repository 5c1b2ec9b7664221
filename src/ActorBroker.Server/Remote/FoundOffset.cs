using ActorBroker.Model;

namespace ActorBroker.Server.Remote;

/// <summary>What a leader said about a position.</summary>
/// <param name="Error">Why there is none; None when there is.</param>
/// <param name="Offset">The offset; -1 where no record is so late.</param>
/// <param name="Timestamp">Its record's time, in milliseconds since 1970; -1 where the position is no record's.</param>
internal readonly record struct FoundOffset(ErrorCode Error, long Offset, long Timestamp);
