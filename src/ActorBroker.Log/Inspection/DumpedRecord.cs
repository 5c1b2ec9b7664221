using ActorBroker.Model;

namespace ActorBroker.Log.Inspection;

/// <summary>One record of a batch.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; null in a tombstone.</param>
/// <param name="Headers">In the producer's order.</param>
public sealed record DumpedRecord(
    Offset Offset, long Timestamp, DumpedContent Key, DumpedContent Value, IReadOnlyList<DumpedHeader> Headers);
