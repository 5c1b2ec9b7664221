using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Indexes;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Segments;

/// <summary>
/// A segment's offset and time index, kept together: both get an entry after every <c>index.interval.bytes</c> of batches.
/// </summary>
/// <remarks>
/// Threading: guarded by the segment's lock. What the files lack or have wrong is made again from the batches when they are loaded.
/// </remarks>
internal sealed class SegmentIndexes
{
    /// <summary>The most bytes that one batch adds to the offset index.</summary>
    public static readonly int EntryBytes = IndexLayout.Offsets.EntryBytes;

    private readonly Offset _baseOffset;
    private int _bytesSinceEntry;

    /// <param name="files">Where the handles come from.</param>
    /// <param name="directory">The replica's directory.</param>
    /// <param name="baseOffset">The segment's name.</param>
    /// <param name="suffix">Of files that are no segment's yet: <see cref="SegmentFileName.Cleaned"/>.</param>
    public SegmentIndexes(OpenFiles files, string directory, Offset baseOffset, string suffix = "")
    {
        _baseOffset = baseOffset;
        Offsets = new SparseIndex(
            new CachedFile(files, $"{directory}/{SegmentFileName.Of(baseOffset, SegmentFileName.OffsetIndex)}{suffix}"),
            IndexLayout.Offsets);
        Times = new SparseIndex(
            new CachedFile(files, $"{directory}/{SegmentFileName.Of(baseOffset, SegmentFileName.TimeIndex)}{suffix}"),
            IndexLayout.Times);
    }

    /// <summary>Key: last offset less base offset. Value: position of the batch.</summary>
    public SparseIndex Offsets { get; }

    /// <summary>Key: largest timestamp so far. Value: last offset, less base offset, of the batch that has it.</summary>
    public SparseIndex Times { get; }

    /// <summary>The largest timestamp of the segment, in milliseconds since 1970, and its batch's last offset; -1 while there is none.</summary>
    public TimestampedOffset Largest { get; private set; } = TimestampedOffset.None;

    /// <summary>False when a damaged batch kept the indexes from being made whole: what lies behind it is not indexed, nor counted in <see cref="Largest"/>.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Takes note of the batch that lies at <paramref name="position"/>; batches come in order, and the one of the newest entry may come again.</summary>
    public void Note(in RecordBatch header, int position, int bytes, int intervalBytes)
    {
        if (header.LastOffset - _baseOffset <= Offsets.Last.Key)
        {
            _bytesSinceEntry = bytes;
            return;
        }

        if (TimestampOf(header) > Largest.Timestamp)
            Largest = new TimestampedOffset(header.MaxTimestamp, header.LastOffset);
        if (_bytesSinceEntry > intervalBytes)
        {
            Offsets.Append(new IndexEntry(header.LastOffset - _baseOffset, position));
            NoteLargest();
            _bytesSinceEntry = 0;
        }

        _bytesSinceEntry += bytes;
    }

    /// <summary>
    /// Gives the segment's largest timestamp an entry, and writes both files' rest. A segment too short for an offset entry gets neither file:
    /// Kafka's tools read no time index without an offset index.
    /// </summary>
    public void Complete()
    {
        if (Offsets.Count > 0)
            NoteLargest();
        Offsets.Write();
        Times.Write();
    }

    /// <summary>
    /// Loads both files as far as they are sound, checks their last entries at the batches, and adds from the batches what is missing.
    /// </summary>
    /// <param name="log">The segment's batches.</param>
    /// <param name="end">Where they end, in bytes.</param>
    /// <param name="endOffset">Entries from this offset on are cut.</param>
    /// <param name="intervalBytes">As for <see cref="Note"/>.</param>
    /// <param name="allowGaps">True where compaction may have taken whole batches.</param>
    public void Load(ILogFile log, int end, Offset endOffset, int intervalBytes, bool allowGaps) =>
        NoteFrom(log, LoadUpTo(log, end, endOffset), end, endOffset, intervalBytes, allowGaps);

    /// <summary>Loads both files as far as they are sound and hold entries below <paramref name="endOffset"/>, and checks their last entries at the batches.</summary>
    /// <returns>The position of the newest indexed batch, from which on batches are to be noted.</returns>
    public int LoadUpTo(ILogFile log, int end, Offset endOffset)
    {
        var relativeEnd = endOffset - _baseOffset;
        var sound = Offsets.Load(relativeEnd, end) & Times.Load(long.MaxValue, relativeEnd);
        var isOneCut = Times.WasCut && !Offsets.WasCut;
        if (!sound || isOneCut || !LastEntriesHold(log, end))
        {
            Offsets.Clear();
            Times.Clear();
        }

        Largest = Times.Count == 0 ? TimestampedOffset.None : new TimestampedOffset(Times.Last.Key, _baseOffset + Times.Last.Value);
        _bytesSinceEntry = 0;
        IsComplete = true;
        return Math.Max(0, Offsets.Last.Value);
    }

    /// <summary>Makes both indexes again from the batches.</summary>
    public void Rebuild(ILogFile log, int end, Offset endOffset, int intervalBytes, bool allowGaps)
    {
        Offsets.Clear();
        Times.Clear();
        Largest = TimestampedOffset.None;
        _bytesSinceEntry = 0;
        IsComplete = true;
        NoteFrom(log, 0, end, endOffset, intervalBytes, allowGaps);
    }

    /// <summary>The largest timestamp of a batch's records: none where compaction took them all, whatever the header kept of them.</summary>
    public static long TimestampOf(in RecordBatch header) =>
        header.RecordCount == 0 ? TimestampedOffset.None.Timestamp : header.MaxTimestamp;

    /// <summary>Notes the batches from a position on, up to the first that is not what must be there: a hint made from a damaged header would lead readers astray.</summary>
    private void NoteFrom(ILogFile log, int position, int end, Offset endOffset, int intervalBytes, bool allowGaps)
    {
        var expected = new BatchExpectation(_baseOffset, new Offset(long.MaxValue), allowGaps || position > 0, EpochView.Empty);
        using var scanner = new BatchScanner(log, position, end, BatchScanner.SeekBytes);
        while (IsComplete && scanner.MoveNextWhole())
        {
            RecordBatch.TryOpen(scanner.Batch.Span, out var batch);
            IsComplete = expected.Check(batch) == StoredBatchDefect.None;
            if (!IsComplete)
                return;

            Note(batch, scanner.Position, scanner.Bytes, intervalBytes);
            expected = expected.After(batch) with { AllowGaps = allowGaps };
        }

        IsComplete = scanner.IsAtEnd && (allowGaps || expected.Next == endOffset);
    }

    private bool LastEntriesHold(ILogFile log, int end)
    {
        if (Offsets.Count == 0)
            return true;
        if (HeaderAt(log, Offsets.Last.Value, end) is not { } last || last.LastOffset != _baseOffset + Offsets.Last.Key)
            return false;

        // Without any entry the file may be missing: the batches tell whether there were timestamps.
        return Times.Count > 0 && last.MaxTimestamp <= Times.Last.Key && TimeEntryHolds(log, end, Times.Last);
    }

    /// <summary>True when the batch that a time entry names has that entry's timestamp as its largest.</summary>
    public bool TimeEntryHolds(ILogFile log, int end, IndexEntry entry)
    {
        using var scanner = new BatchScanner(log, Math.Max(0, Offsets.FloorKey(entry.Value).Value), end, BatchScanner.SeekBytes);
        while (scanner.MoveNext())
        {
            var header = scanner.Header;
            if (header.LastOffset - _baseOffset >= entry.Value)
                return header.LastOffset - _baseOffset == entry.Value && TimestampOf(header) == entry.Key;
        }

        return false;
    }

    private static BatchSummary? HeaderAt(ILogFile log, int position, int end)
    {
        using var scanner = new BatchScanner(log, position, end, RecordBatchFormat.HeaderBytes);
        return scanner.MoveNext() && scanner.Header.Magic == RecordBatchFormat.Magic
            ? new BatchSummary(scanner.Header.LastOffset, TimestampOf(scanner.Header))
            : null;
    }

    private void NoteLargest()
    {
        if (Largest != TimestampedOffset.None && Largest.Timestamp > Times.Last.Key)
            Times.Append(new IndexEntry(Largest.Timestamp, (int)(Largest.Offset - _baseOffset)));
    }

    private readonly record struct BatchSummary(Offset LastOffset, long MaxTimestamp);
}
