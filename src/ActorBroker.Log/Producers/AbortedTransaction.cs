using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>An aborted transaction's part in one log; one entry of a <see cref="TransactionIndex"/>.</summary>
/// <param name="Producer">Who wrote it: of a fetch's result, the client drops this producer's records from <paramref name="FirstOffset"/> to the marker.</param>
/// <param name="FirstOffset">The base offset of its first batch.</param>
/// <param name="LastOffset">The marker's offset.</param>
/// <param name="LastStableOffset">The log's last stable offset when the marker was appended: all transactions that begin below it had ended.</param>
public readonly record struct AbortedTransaction(
    ProducerId Producer, Offset FirstOffset, Offset LastOffset, Offset LastStableOffset);
