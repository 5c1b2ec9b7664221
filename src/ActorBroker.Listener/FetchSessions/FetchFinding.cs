using ActorBroker.Model;

namespace ActorBroker.Listener.FetchSessions;

/// <summary>What was found of one partition of a fetch, but for the records themselves.</summary>
/// <param name="Error">What stands in the way of reading it.</param>
/// <param name="HighWatermark">Up to where records are on every in-sync replica.</param>
/// <param name="LastStable">Up to where they belong to no open transaction.</param>
/// <param name="Start">The log's first offset.</param>
/// <param name="HasRecords">True when there are records to be sent.</param>
internal readonly record struct FetchFinding(ErrorCode Error, Offset HighWatermark, Offset LastStable, Offset Start, bool HasRecords);
