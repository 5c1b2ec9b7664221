using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Producers;

/// <summary>What is kept of one appended batch to know it again. Sequences and offsets of a batch run side by side, so one delta serves both.</summary>
internal readonly record struct AppendedBatch(Sequence LastSequence, int OffsetDelta, Offset LastOffset, long Timestamp)
{
    /// <summary>The first record's sequence, wrapped at 2^31.</summary>
    public Sequence FirstSequence => new((int)(((long)LastSequence.Value - OffsetDelta) & int.MaxValue));

    /// <summary>The first record's offset.</summary>
    public Offset FirstOffset => LastOffset + -OffsetDelta;

    public static AppendedBatch Of(in RecordBatch batch) =>
        new(batch.LastSequence, batch.LastOffsetDelta, batch.LastOffset, batch.MaxTimestamp);
}
