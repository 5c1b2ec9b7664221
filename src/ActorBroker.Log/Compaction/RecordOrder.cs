using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Compaction;

/// <summary>Holds a batch's records to what the batch says: offsets that rise and lie inside it, timestamps that can be written again. A checksum does not tell.</summary>
internal struct RecordOrder(in RecordBatch batch)
{
    private readonly Offset _last = batch.LastOffset;
    private Offset _previous = batch.BaseOffset + -1;
    private int _index;

    /// <summary>Takes the next record.</summary>
    /// <exception cref="CorruptRecordBatchException">It is not where it should be.</exception>
    public void Take(RecordView record)
    {
        if (record.Offset <= _previous || record.Offset > _last)
            throw new CorruptRecordBatchException(
                new RecordBatchFault(RecordBatchDefect.OffsetDeltaInvalid, _index, record.Offset.Value, _previous.Value + 1));
        if (record.Timestamp < -1)
            throw new CorruptRecordBatchException(new RecordBatchFault(RecordBatchDefect.TimestampInvalid, _index, record.Timestamp, -1));

        _previous = record.Offset;
        _index++;
    }
}
