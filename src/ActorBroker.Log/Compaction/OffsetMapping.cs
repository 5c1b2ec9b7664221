using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Compaction;

/// <summary>The first half of a compaction: reads what was appended since the last one, and notes each key's last offset until the map is full.</summary>
internal sealed class OffsetMapping
{
    private readonly SourceBatches _batches;
    private readonly OffsetMap _map;
    private readonly Offset _firstDirty;
    private readonly int _inflatedBytesMax;
    private bool _isFull;

    /// <param name="batches">The segments that hold it.</param>
    /// <param name="map">Where the keys go.</param>
    /// <param name="firstDirty">Records below were compacted before.</param>
    /// <param name="inflatedBytesMax">See <see cref="CompactionLimits.InflatedBytesMax"/>.</param>
    public OffsetMapping(SourceBatches batches, OffsetMap map, Offset firstDirty, int inflatedBytesMax)
    {
        _batches = batches;
        _map = map;
        _firstDirty = firstDirty;
        _inflatedBytesMax = inflatedBytesMax;
        End = firstDirty;
    }

    /// <summary>All records from the first dirty one up to here are in the map.</summary>
    public Offset End { get; private set; }

    /// <summary>Reads batches of about so many bytes, one at least.</summary>
    /// <returns>True when all was read that could be.</returns>
    public bool Step(int bytesMax)
    {
        for (var until = _batches.BytesRead + bytesMax; _batches.BytesRead < until && !_isFull;)
        {
            if (!_batches.MoveNext())
                return true;
            Note(_batches.Batch);
        }

        return _isFull;
    }

    private void Note(ReadOnlyMemory<byte> bytes)
    {
        RecordBatch.TryOpen(bytes.Span, out var batch);
        try
        {
            if (!batch.IsControl && !_batches.IsAborted)
                NoteRecords(bytes, batch);
        }
        catch (CorruptRecordBatchException)
        {
            _batches.StopBefore(batch, StoredBatchDefect.Records);
            return;
        }

        if (!_isFull)
            End = Offset.Max(End, batch.NextOffset);
    }

    private void NoteRecords(ReadOnlyMemory<byte> bytes, in RecordBatch batch)
    {
        var order = new RecordOrder(batch);
        using var records = BatchRecords.Open(bytes, _inflatedBytesMax);
        foreach (var record in records)
        {
            order.Take(record);
            if (record.Offset < _firstDirty || record.Key.IsNull || _map.TryPut(record.Key.Span, record.Offset))
                continue;

            End = Offset.Max(End, record.Offset);
            _isFull = true;
            return;
        }
    }
}
