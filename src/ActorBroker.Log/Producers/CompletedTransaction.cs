using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>A transaction's part in one log, ended by its marker.</summary>
/// <param name="Producer">Who wrote it.</param>
/// <param name="FirstOffset">The base offset of its first batch.</param>
/// <param name="LastOffset">The marker's offset.</param>
/// <param name="LastStableOffset">
/// The log's last stable offset once the marker is replicated: the first offset of the oldest transaction then open, or the one after the marker.
/// </param>
/// <param name="IsAborted">True when its records must not be shown to who reads committed records only.</param>
public readonly record struct CompletedTransaction(
    ProducerId Producer, Offset FirstOffset, Offset LastOffset, Offset LastStableOffset, bool IsAborted);
