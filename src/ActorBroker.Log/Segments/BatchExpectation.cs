using ActorBroker.Log.Epochs;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Segments;

/// <summary>
/// What the next batch of a log must look like, going by the batches before it. A base offset and a leader epoch are outside the batch's checksum:
/// this is what finds them damaged.
/// </summary>
/// <param name="Next">The offset behind the batch before.</param>
/// <param name="End">The batch's offsets lie below this one: the next segment's base, or none (<see cref="long.MaxValue"/>).</param>
/// <param name="AllowGaps">True where compaction may have taken whole batches: the base offset may then be larger than <paramref name="Next"/>.</param>
/// <param name="Epochs">The epochs known for this log; they bind batches that they cover.</param>
internal readonly record struct BatchExpectation(Offset Next, Offset End, bool AllowGaps, EpochView Epochs)
{
    /// <summary>What must follow <paramref name="batch"/>.</summary>
    public BatchExpectation After(in RecordBatch batch) => this with { Next = batch.NextOffset };

    /// <summary>Checks all but the checksum; <paramref name="header"/> may be without its payload.</summary>
    public StoredBatchDefect CheckHeader(in RecordBatch header)
    {
        if (header.Magic != RecordBatchFormat.Magic)
            return StoredBatchDefect.Magic;
        if (header.LastOffsetDelta < 0 || header.BaseOffset.Value > long.MaxValue - 1 - int.MaxValue)
            return StoredBatchDefect.OffsetDelta;
        if (header.BaseOffset < Next || (!AllowGaps && header.BaseOffset != Next) || header.NextOffset > End)
            return StoredBatchDefect.BaseOffset;
        return Epochs.Allows(header.BaseOffset, header.LeaderEpoch) ? StoredBatchDefect.None : StoredBatchDefect.LeaderEpoch;
    }

    /// <summary>Checks all, the checksum too.</summary>
    public StoredBatchDefect Check(in RecordBatch batch)
    {
        var defect = CheckHeader(batch);
        if (defect != StoredBatchDefect.None)
            return defect;
        return Crc32C.Compute(batch.Bytes[RecordBatchFormat.AttributesPosition..]) == batch.Crc
            ? StoredBatchDefect.None
            : StoredBatchDefect.Checksum;
    }
}
