using System.Runtime.CompilerServices;

namespace ActorBroker.Model.Records;

/// <summary>Holds a batch's records, one after the other, against each other, the header and the topic's rules.</summary>
internal struct RecordJudge
{
    private readonly RecordBatchOrigin _origin;
    private readonly bool _isKeyRequired;
    private readonly bool _isControl;
    private readonly bool _judgesTimestamps;
    private readonly int _lastOffsetDelta;
    private readonly long _baseTimestamp;
    private readonly long _timestampMin;
    private readonly long _timestampMax;
    private long _nextOffsetDelta;
    private long _largestTimestamp = long.MinValue;
    private int _largestTimestampOffsetDelta = -1;

    public RecordJudge(RecordBatch batch, RecordValidationOptions options, long now)
    {
        _origin = options.Origin;
        _isKeyRequired = options.IsKeyRequired;
        _isControl = batch.IsControl;
        _judgesTimestamps = options.TimestampType == TimestampType.CreateTime && options.Origin != RecordBatchOrigin.Replica;
        _lastOffsetDelta = batch.LastOffsetDelta;
        _baseTimestamp = batch.BaseTimestamp;
        _timestampMin = now - options.TimestampBeforeMaxMs;
        _timestampMax = options.TimestampAfterMaxMs > long.MaxValue - now ? long.MaxValue : now + options.TimestampAfterMaxMs;
    }

    /// <summary>Judges the next record.</summary>
    /// <returns>None, or the defect, whose numbers <paramref name="record"/> then holds.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RecordBatchDefect Judge(ref RecordLayout record)
    {
        if (record.Attributes != 0)
            return record.Fail(RecordBatchDefect.RecordAttributesNotZero, record.Attributes, 0);
        if (record.OffsetDelta != _nextOffsetDelta && !IsGapAllowed(record.OffsetDelta))
            return record.Fail(RecordBatchDefect.OffsetDeltaInvalid, record.OffsetDelta, _nextOffsetDelta);
        if (record.KeyLength < 0 && _isKeyRequired && !_isControl)
            return record.Fail(RecordBatchDefect.KeyMissing, 0, 0);
        if (_isControl && record.KeyLength < ControlRecordKey.SizeInBytes)
            return record.Fail(RecordBatchDefect.ControlRecordInvalid, 1, 1);

        var timestamp = unchecked(_baseTimestamp + record.TimestampDelta);
        if (_judgesTimestamps && (timestamp < _timestampMin || timestamp > _timestampMax || timestamp < 0 || Overflows(record, timestamp)))
        {
            var defect = JudgeTimestamp(ref record, timestamp);
            if (defect != RecordBatchDefect.None)
                return defect;
        }

        if (timestamp > _largestTimestamp)
        {
            _largestTimestamp = timestamp;
            _largestTimestampOffsetDelta = record.OffsetDelta;
        }

        _nextOffsetDelta = record.OffsetDelta + 1L;
        return RecordBatchDefect.None;
    }

    /// <summary>Judges the batch after its last record.</summary>
    /// <param name="batch">The header.</param>
    /// <param name="inflatedBytes">The records' bytes.</param>
    public readonly RecordBatchValidation Conclude(RecordBatch batch, long inflatedBytes)
    {
        var isAppendTime = batch.IsLogAppendTime;
        var differs = !isAppendTime && batch.RecordCount > 0 && batch.MaxTimestamp != _largestTimestamp;
        if (differs && _origin != RecordBatchOrigin.Client)
        {
            return RecordBatchValidation.Refused(
                RecordBatchFault.OfBatch(RecordBatchDefect.MaxTimestampMismatch, batch.MaxTimestamp, _largestTimestamp));
        }

        return new RecordBatchValidation
        {
            RecordCount = batch.RecordCount,
            InflatedBytes = inflatedBytes,
            MaxTimestamp = isAppendTime || batch.RecordCount == 0 ? batch.MaxTimestamp : _largestTimestamp,
            MaxTimestampOffsetDelta = isAppendTime || batch.RecordCount == 0 ? batch.LastOffsetDelta : _largestTimestampOffsetDelta,
            IsMaxTimestampWrong = differs && _judgesTimestamps,
        };
    }

    /// <summary>Compaction takes records out of a log's batches; what is left rises, and ends inside the batch.</summary>
    private readonly bool IsGapAllowed(int offsetDelta) =>
        _origin == RecordBatchOrigin.Replica && offsetDelta > _nextOffsetDelta && offsetDelta <= _lastOffsetDelta;

    /// <summary>True when the sum has another sign than both of its parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool Overflows(in RecordLayout record, long timestamp) =>
        ((_baseTimestamp ^ timestamp) & (record.TimestampDelta ^ timestamp)) < 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly RecordBatchDefect JudgeTimestamp(ref RecordLayout record, long timestamp)
    {
        const long NoTimestamp = -1;
        if (timestamp < NoTimestamp || Overflows(record, timestamp))
            return record.Fail(RecordBatchDefect.TimestampInvalid, record.TimestampDelta, _baseTimestamp);
        if (timestamp == NoTimestamp)
            return RecordBatchDefect.None;
        return timestamp < _timestampMin
            ? record.Fail(RecordBatchDefect.TimestampTooOld, timestamp, _timestampMin)
            : record.Fail(RecordBatchDefect.TimestampTooFarAhead, timestamp, _timestampMax);
    }
}
