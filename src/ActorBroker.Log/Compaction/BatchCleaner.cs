using ActorBroker.Log.Producers;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Compaction;

/// <summary>Decides what of each batch stays, and builds the batch anew where not all of it does. Batches come in the order of the log, from its start.</summary>
/// <remarks>
/// The rules are those of Kafka's cleaner:
/// <list type="bullet">
/// <item>Of a key's records the last one stays. A record without key goes: a compacted topic takes none, so it is left from when the topic was not compacted.</item>
/// <item>A tombstone that stays gets a delete horizon in its batch (KIP-534), and goes when that has passed.</item>
/// <item>Records of aborted transactions go.</item>
/// <item>A marker stays while a batch of its transaction does; then it gets a horizon too. One above the recovery point stays in any case: a snapshot of
/// producers from before it may be read again, and would not learn that the transaction ended.</item>
/// <item>The newest batch of each producer stays, if need be without records, so that its sequences are known when the log is read again; and so does the last
/// batch of what is written, so that a segment ends where those ended that it was made from.</item>
/// </list>
/// </remarks>
internal sealed class BatchCleaner(OffsetMap map, CleaningBounds bounds, Dictionary<ProducerId, NewestBatch> newest, int inflatedBytesMax) : IDisposable
{
    private readonly HashSet<ProducerId> _inTransaction = [];
    private readonly List<bool> _stays = [];
    private RecordBatchBuilder? _builder;

    /// <summary>Records that were left out.</summary>
    public long RecordsRemoved { get; private set; }

    /// <summary>The latest horizon of a tombstone or marker that stayed, in milliseconds since 1970; -1 while there is none.</summary>
    public long LastHorizon { get; private set; } = CompactionCheckpoint.NoHorizon;

    /// <summary>Judges a batch whose checksum is good.</summary>
    /// <param name="bytes">The batch.</param>
    /// <param name="isAborted">True when its transaction was aborted.</param>
    /// <param name="mustStay">True when its header stays in any case.</param>
    /// <param name="cleaned">What stays: the same bytes when all does, none when nothing does. Valid until the next call.</param>
    /// <returns>False when the records cannot be read.</returns>
    public bool TryClean(ReadOnlyMemory<byte> bytes, bool isAborted, bool mustStay, out ReadOnlyMemory<byte> cleaned)
    {
        Dispose();
        RecordBatch.TryOpen(bytes.Span, out var batch);
        var isNewest = newest.TryGetValue(batch.ProducerId, out var last) && last.Is(batch);
        try
        {
            cleaned = batch.IsControl
                ? CleanControl(bytes, batch, mustStay, isNewest)
                : CleanData(bytes, batch, isAborted, mustStay || isNewest);
        }
        catch (CorruptRecordBatchException)
        {
            cleaned = default;
            return false;
        }

        if (!cleaned.Equals(bytes))
            RecordsRemoved += batch.RecordCount - (RecordBatch.TryOpen(cleaned.Span, out var left) ? left.RecordCount : 0);
        return true;
    }

    /// <summary>Gives back the memory of what was built last.</summary>
    public void Dispose()
    {
        _builder?.Dispose();
        _builder = null;
    }

    private ReadOnlyMemory<byte> CleanControl(ReadOnlyMemory<byte> bytes, in RecordBatch batch, bool mustStay, bool isNewest)
    {
        if (batch.RecordCount == 0)
            return mustStay ? bytes : default;
        if (!TransactionMarkers.TryRead(batch, out _))
            return bytes;
        if (_inTransaction.Remove(batch.ProducerId) || isNewest || batch.NextOffset > bounds.MarkersEnd)
            return bytes;

        if (!batch.HasDeleteHorizon)
            return Rebuild(bytes, batch, NoteHorizon(bounds.NewHorizon));
        if (batch.BaseTimestamp <= bounds.Now)
            return mustStay ? EmptyOf(batch) : default;
        NoteHorizon(batch.BaseTimestamp);
        return bytes;
    }

    private ReadOnlyMemory<byte> CleanData(ReadOnlyMemory<byte> bytes, in RecordBatch batch, bool isAborted, bool mustStay)
    {
        if (batch.IsTransactional)
            _inTransaction.Add(batch.ProducerId);
        if (batch.BaseOffset >= bounds.MapEnd && !isAborted && batch.RecordCount > 0)
            return bytes;

        var (stay, tombstones) = isAborted ? (0, 0) : Judge(bytes, batch);
        if (stay == 0)
            return !mustStay ? default : batch.RecordCount == 0 ? bytes : EmptyOf(batch);

        long? horizon = batch.HasDeleteHorizon ? batch.BaseTimestamp : null;
        var getsHorizon = tombstones > 0 && horizon is null && batch.NextOffset <= bounds.MapEnd;
        if (getsHorizon)
            horizon = bounds.NewHorizon;
        if (tombstones > 0 && horizon is { } noted)
            NoteHorizon(noted);
        return stay == batch.RecordCount && !getsHorizon ? bytes : Rebuild(bytes, batch, horizon);
    }

    /// <summary>Decides for each record whether it stays; counts those that do, and the tombstones among them.</summary>
    private (int Stay, int Tombstones) Judge(ReadOnlyMemory<byte> bytes, in RecordBatch batch)
    {
        _stays.Clear();
        var (stay, tombstones) = (0, 0);
        var mayDelete = batch.HasDeleteHorizon && batch.BaseTimestamp <= bounds.Now;
        var order = new RecordOrder(batch);
        using var records = BatchRecords.Open(bytes, inflatedBytesMax);
        foreach (var record in records)
        {
            order.Take(record);
            var stays = record.Offset >= bounds.MapEnd || Stays(record, mayDelete);
            _stays.Add(stays);
            if (!stays)
                continue;

            stay++;
            if (record.Value.IsNull)
                tombstones++;
        }

        return (stay, tombstones);
    }

    private bool Stays(RecordView record, bool mayDelete) =>
        !record.Key.IsNull && map.Find(record.Key.Span) <= record.Offset && !(mayDelete && record.Value.IsNull);

    /// <summary>Builds the batch again from the records that stay; of a control batch all do.</summary>
    private ReadOnlyMemory<byte> Rebuild(ReadOnlyMemory<byte> bytes, in RecordBatch batch, long? horizon)
    {
        _builder = new RecordBatchBuilder(RecordBatchOptions.Of(batch) with { DeleteHorizon = horizon });
        using var records = BatchRecords.Open(bytes, inflatedBytesMax);
        var index = 0;
        foreach (var record in records)
        {
            if (batch.IsControl || _stays[index++])
                Invariant.Holds(_builder.TryAppend(record), "what is left of a batch fits into a batch");
        }

        return _builder.Build();
    }

    /// <summary>A batch's header alone; nothing waits for a horizon in it.</summary>
    private ReadOnlyMemory<byte> EmptyOf(in RecordBatch batch)
    {
        _builder = new RecordBatchBuilder(RecordBatchOptions.Of(batch) with { DeleteHorizon = null });
        return _builder.Build();
    }

    private long NoteHorizon(long horizon)
    {
        LastHorizon = Math.Max(LastHorizon, horizon);
        return horizon;
    }
}
