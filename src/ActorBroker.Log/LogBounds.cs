using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>The offsets that bound a log.</summary>
/// <param name="Start">The first offset that can be read (log start offset).</param>
/// <param name="LastStable">Below it every transaction is decided; never above the high watermark (KIP-98).</param>
/// <param name="HighWatermark">Below it every record is committed.</param>
/// <param name="End">The offset that the next record gets (log end offset).</param>
public readonly record struct LogBounds(Offset Start, Offset LastStable, Offset HighWatermark, Offset End);
