using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Producing;

/// <summary>A batch that was acknowledged.</summary>
/// <param name="Partition">Where it lies.</param>
/// <param name="BaseOffset">The first record's offset; -1 where the broker does not tell.</param>
/// <param name="Stamps">The records' stamps, in their order; valid within the call.</param>
/// <param name="Bytes">The batch's length as it was sent.</param>
internal readonly record struct DeliveredBatch(TopicPartition Partition, long BaseOffset, IReadOnlyList<long> Stamps, int Bytes);
