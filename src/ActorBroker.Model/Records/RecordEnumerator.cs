namespace ActorBroker.Model.Records;

/// <summary>Goes over a batch's records once, in their order; for use with <c>foreach</c>.</summary>
/// <remarks>
/// Allocates nothing. Safe on any bytes, but it is no validator: it checks that every record lies inside the batch, and that there are
/// as many as the header counts, because a reader could not go on otherwise.
/// </remarks>
public ref struct RecordEnumerator
{
    private readonly ReadOnlySpan<byte> _block;
    private readonly long _baseOffset;
    private readonly long _baseTimestamp;
    private readonly long _appendTimestamp;
    private readonly bool _isLogAppendTime;
    private readonly int _count;
    private RecordLayout _layout;
    private int _index;

    /// <param name="batch">The batch, or its header alone.</param>
    /// <param name="block">The batch's records, inflated.</param>
    internal RecordEnumerator(RecordBatch batch, ReadOnlySpan<byte> block)
    {
        _block = block;
        _baseOffset = batch.BaseOffset.Value;
        _baseTimestamp = batch.BaseTimestamp;
        _appendTimestamp = batch.MaxTimestamp;
        _isLogAppendTime = batch.IsLogAppendTime;
        _count = batch.RecordCount;
        _index = -1;
    }

    /// <summary>The record that <see cref="MoveNext"/> came to.</summary>
    public readonly RecordView Current => new(
        _block,
        _layout,
        new Offset(unchecked(_baseOffset + _layout.OffsetDelta)),
        _isLogAppendTime ? _appendTimestamp : unchecked(_baseTimestamp + _layout.TimestampDelta));

    /// <summary>Itself.</summary>
    public readonly RecordEnumerator GetEnumerator() => this;

    /// <summary>Goes to the next record; false when the batch has no more.</summary>
    /// <exception cref="CorruptRecordBatchException">The next record is damaged, missing, or bytes follow the last one.</exception>
    public bool MoveNext()
    {
        _index++;
        var position = _layout.End;
        if (_index >= _count)
        {
            return position == _block.Length
                ? false
                : throw new CorruptRecordBatchException(Fault(RecordBatchDefect.BytesAfterRecords, _block.Length - position, 0));
        }

        if (position == _block.Length)
            throw new CorruptRecordBatchException(Fault(RecordBatchDefect.RecordsMissing, _index, _count));

        var defect = _layout.Read(_block, position);
        return defect == RecordBatchDefect.None
            ? true
            : throw new CorruptRecordBatchException(Fault(defect, _layout.Found, _layout.Limit));
    }

    private readonly RecordBatchFault Fault(RecordBatchDefect defect, long found, long limit) =>
        new(defect, _index, found, limit);
}
