using ActorBroker.Model;

namespace ActorBroker.Log.Retention;

/// <summary>As much of a segment as retention by size asks for.</summary>
/// <param name="End">The offset behind the segment.</param>
/// <param name="Bytes">Bytes of batches; 0 only in an active segment that is empty.</param>
internal readonly record struct SegmentExtent(Offset End, int Bytes);
