using ActorBroker.Model;

namespace ActorBroker.Broker.Doors;

/// <summary>What became of a batch.</summary>
/// <param name="Error">
/// <list type="bullet">
/// <item><see cref="ErrorCode.None"/>: it is in the log, as <see cref="Acks"/> asked; also when it was there before (KIP-98).</item>
/// <item><see cref="ErrorCode.NotLeaderOrFollower"/>: this replica does not lead, or no longer; with acks=all the batch may be in the log.</item>
/// <item><see cref="ErrorCode.NotEnoughReplicas"/>: nothing was appended. <see cref="ErrorCode.NotEnoughReplicasAfterAppend"/>: it was.</item>
/// <item><see cref="ErrorCode.KafkaStorageError"/>: the disk failed; the batch may be in the log after a restart.</item>
/// <item>the producer's: <see cref="ErrorCode.OutOfOrderSequenceNumber"/>, <see cref="ErrorCode.InvalidProducerEpoch"/>, <see cref="ErrorCode.InvalidTxnState"/>.</item>
/// </list>
/// </param>
/// <param name="BaseOffset">The first record's offset; <see cref="Offset.None"/> on an error.</param>
/// <param name="LogAppendTime">Milliseconds since 1970 where the topic keeps log append time; else -1.</param>
/// <param name="LogStart">The log's start; <see cref="Offset.None"/> on an error.</param>
public readonly record struct AppendAnswer(ErrorCode Error, Offset BaseOffset, long LogAppendTime, Offset LogStart)
{
    /// <summary>A refusal.</summary>
    public static AppendAnswer Refused(ErrorCode error) => new(error, Offset.None, -1, Offset.None);
}
