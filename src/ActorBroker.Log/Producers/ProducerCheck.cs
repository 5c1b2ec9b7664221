using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>
/// What a leader's log says to a producer's batch before it is appended. Of a duplicate, <paramref name="BaseOffset"/>,
/// <paramref name="LastOffset"/> and <paramref name="Timestamp"/> (the largest of its records, milliseconds since 1970) are the original
/// batch's; else they are -1.
/// </summary>
/// <param name="Error">
/// <list type="bullet">
/// <item><see cref="ErrorCode.None"/>: the batch may be appended.</item>
/// <item><see cref="ErrorCode.DuplicateSequenceNumber"/>: the log has it already; append nothing, and answer as the original was answered.</item>
/// <item><see cref="ErrorCode.OutOfOrderSequenceNumber"/>: its sequence does not follow the last one, or a new epoch does not begin at 0.</item>
/// <item><see cref="ErrorCode.InvalidProducerEpoch"/>: a newer instance of the producer has written since.</item>
/// <item><see cref="ErrorCode.InvalidTxnState"/>: it is no part of a transaction, but the producer's transaction is open.</item>
/// <item><see cref="ErrorCode.TransactionCoordinatorFenced"/>: a marker of a coordinator that has been replaced.</item>
/// </list>
/// </param>
public readonly record struct ProducerCheck(ErrorCode Error, Offset BaseOffset, Offset LastOffset, long Timestamp)
{
    /// <summary>The batch may be appended.</summary>
    public static readonly ProducerCheck Accepted = Of(ErrorCode.None);

    /// <summary>True when the batch may be appended.</summary>
    public bool IsAccepted => Error == ErrorCode.None;

    /// <summary>True when the batch is in the log already.</summary>
    public bool IsDuplicate => Error == ErrorCode.DuplicateSequenceNumber;

    internal static ProducerCheck Of(ErrorCode error) => new(error, Offset.None, Offset.None, -1);
}
