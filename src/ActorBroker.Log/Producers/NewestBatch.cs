using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Producers;

/// <summary>A producer's newest batch in one log.</summary>
/// <param name="Epoch">The producer's epoch.</param>
/// <param name="LastOffset">Where its newest batch with records of that epoch ends; <see cref="Offset.None"/> when only a marker told of the epoch.</param>
internal readonly record struct NewestBatch(ProducerEpoch Epoch, Offset LastOffset)
{
    /// <summary>True when this batch, of this producer, is the one that tells of it.</summary>
    public bool Is(in RecordBatch batch) =>
        batch.IsControl ? LastOffset == Offset.None && batch.ProducerEpoch == Epoch : batch.LastOffset == LastOffset;
}
