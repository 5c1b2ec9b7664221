using ActorBroker.Log.Reading;

namespace ActorBroker.Log;

/// <summary>Batches to append, one behind the other.</summary>
/// <param name="Batches">Whole, validated batches; a leader assigns their offsets and epochs in place.</param>
/// <param name="Share">Lets the log keep the buffer for readers; null when the buffer is the caller's again as soon as the append returned.</param>
public readonly record struct LogChunk(Memory<byte> Batches, IBufferLease? Share = null);
