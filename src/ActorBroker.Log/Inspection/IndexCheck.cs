using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Inspection;

/// <summary>Holds a segment's offset and time index against its batches, which come in order.</summary>
internal sealed class IndexCheck : IDisposable
{
    private readonly IndexEntries _offsets;
    private readonly IndexEntries _times;
    private readonly Offset _baseOffset;
    private long _largest = TimestampedOffset.None.Timestamp;
    private long _largestDue = TimestampedOffset.None.Timestamp;
    private long _largestIndexed = long.MinValue;

    public IndexCheck(IndexEntries offsets, IndexEntries times, Offset baseOffset)
    {
        (_offsets, _times, _baseOffset) = (offsets, times, baseOffset);
        _offsets.MoveNext();
        _times.MoveNext();
    }

    /// <summary>Checks the entries that name this batch, and those before, which name none.</summary>
    public void Check(in RecordBatch batch, int position)
    {
        var lastOffset = batch.LastOffset - _baseOffset;
        CheckTimes(lastOffset, batch.MaxTimestamp);
        CheckOffsets(position, lastOffset);
    }

    /// <summary>Checks what is left behind the last batch.</summary>
    public void Complete()
    {
        for (; !_offsets.IsAtEnd; _offsets.MoveNext())
            _offsets.Findings.Add(_offsets.Position, "The entry points behind the last batch.");
        for (; !_times.IsAtEnd; _times.MoveNext())
            _times.Findings.Add(_times.Position, "The entry names an offset behind the last batch.");
        if (_largestDue > Math.Max(_largestIndexed, TimestampedOffset.None.Timestamp))
            _times.Findings.Add(_times.Findings.Bytes, $"The timestamp {_largestDue} lies before the offset index's last entry and has none.");
    }

    public void Dispose()
    {
        _offsets.Dispose();
        _times.Dispose();
    }

    private void CheckOffsets(int position, long lastOffset)
    {
        for (; !_offsets.IsAtEnd && _offsets.Current.Value <= position; _offsets.MoveNext())
        {
            if (_offsets.Current.Value < position)
                _offsets.Findings.Add(_offsets.Position, $"The entry points to byte {_offsets.Current.Value}, where no batch begins.");
            else if (_offsets.Current.Key != lastOffset)
                _offsets.Findings.Add(_offsets.Position, $"The entry names offset {_baseOffset + _offsets.Current.Key}, but the batch there ends at {_baseOffset + lastOffset}.");
            else
                TakeOffset();
        }
    }

    /// <summary>With each entry of the offset index goes one of the time index, if the largest timestamp rose.</summary>
    private void TakeOffset()
    {
        _offsets.Findings.Entries++;
        _largestDue = _largest;
    }

    private void CheckTimes(long lastOffset, long timestamp)
    {
        _largest = Math.Max(_largest, timestamp);
        for (; !_times.IsAtEnd && _times.Current.Value <= lastOffset; _times.MoveNext())
        {
            if (_times.Current.Value < lastOffset)
                _times.Findings.Add(_times.Position, $"The entry names offset {_baseOffset + _times.Current.Value}, with which no batch ends.");
            else if (_times.Current.Key != timestamp || timestamp != _largest)
                _times.Findings.Add(_times.Position, $"The entry says {_times.Current.Key}; the batch's largest timestamp is {timestamp}, the largest so far {_largest}.");
            else
                _times.Findings.Entries++;
            _largestIndexed = Math.Max(_largestIndexed, _times.Current.Key);
        }
    }
}
