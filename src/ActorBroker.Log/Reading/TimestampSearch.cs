using System.Buffers;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Reading;

/// <summary>Finds records by their timestamps in one view of a log: one page of the time index, then a small scan.</summary>
internal readonly struct TimestampSearch(LogContent content, LogBounds bounds, int endPosition)
{
    // Batches were inflated once under a smaller limit when they were taken in; this one only bounds what damage could ask for.
    private const int InflatedBytesMax = 256 * 1024 * 1024;

    /// <summary>See <see cref="ReadView.FindTimestamp"/>.</summary>
    /// <exception cref="SupersededException">The content's gate is closed.</exception>
    public TimestampedOffset? First(long timestamp, Offset upTo)
    {
        for (var index = FirstSegment; index < content.Segments.Length; index++)
        {
            var reader = new SegmentReader(content, index, bounds.End, endPosition);
            if (LargestOf(reader).Timestamp < timestamp)
                continue;
            if (FirstIn(reader, StartOf(reader, timestamp), timestamp) is not { } found)
                continue;

            ThrowIfHidden(found.Offset);
            return found.Offset < upTo ? found : null;
        }

        ThrowIfHidden(bounds.End);
        return null;
    }

    /// <summary>See <see cref="ReadView.FindLargestTimestamp"/>.</summary>
    /// <exception cref="SupersededException">The content's gate is closed.</exception>
    public TimestampedOffset? Largest()
    {
        ThrowIfHidden(bounds.End);
        var largest = TimestampedOffset.None;
        for (var index = FirstSegment; index < content.Segments.Length; index++)
        {
            var reader = new SegmentReader(content, index, bounds.End, endPosition);
            var candidate = reader.Segment.BaseOffset < bounds.Start ? LargestFromStart(reader) : LargestOf(reader);
            if (candidate.Offset != Offset.None && (largest.Offset == Offset.None || candidate.Timestamp > largest.Timestamp))
                largest = candidate;
        }

        return largest.Offset == Offset.None ? null : First(largest.Timestamp, bounds.End);
    }

    /// <summary>What is damaged may have held any timestamp.</summary>
    private void ThrowIfHidden(Offset end)
    {
        foreach (var damage in content.Damage)
        {
            if (!damage.IsCut && damage.First < end && damage.Next > bounds.Start)
                throw new CorruptBatchException(damage.First, damage.Next, damage.File, damage.Position, damage.Defect);
        }
    }

    private int FirstSegment => Math.Max(0, content.FloorIndex(bounds.Start));

    /// <summary>The segment's largest timestamp; where damage hides a part, the largest there is, so that the search comes to the damage and names it.</summary>
    private static TimestampedOffset LargestOf(SegmentReader reader)
    {
        if (reader.IsEmpty)
            return TimestampedOffset.None;

        var largest = reader.Segment.LargestTimestamp(reader.Bound, reader.EndOffset);
        return reader.Segment.IsWhole && reader.Bound > 0 ? largest : new TimestampedOffset(long.MaxValue, reader.EndOffset + -1);
    }

    /// <summary>
    /// An offset from which on the search may begin: no record before it, at or behind the log's start, is young enough. Only older entries
    /// are used: one of the same timestamp would hide records if a flipped bit had moved it to a later batch of that timestamp. Of a segment
    /// with damage none is: what the damage hides is in no entry.
    /// </summary>
    private Offset StartOf(SegmentReader reader, long timestamp)
    {
        var segment = reader.Segment;
        if (!segment.IsWhole)
            return segment.BaseOffset > bounds.Start ? segment.BaseOffset : bounds.Start;

        var older = Math.Max(timestamp, long.MinValue + 1) - 1;
        var entry = segment.FloorTimestamp(older, reader.Bound, reader.EndOffset);
        if (entry.Value >= 0 && !segment.TimeEntryHolds(entry, reader.Bound))
        {
            segment.RebuildIndexes(reader.EndOffset);
            entry = segment.FloorTimestamp(older, reader.Bound, reader.EndOffset);
        }

        var start = entry.Value < 0 ? segment.BaseOffset : segment.BaseOffset + entry.Value;
        return start > bounds.Start ? start : bounds.Start;
    }

    private TimestampedOffset? FirstIn(SegmentReader reader, Offset start, long timestamp)
    {
        using var lease = reader.Lease();
        var locator = new BatchLocator(reader.Segment, lease.File, reader.Bound, reader.Whole);
        while (locator.FindTimestamp(start, timestamp) is { } batch)
        {
            if (FirstRecord(reader, lease.File, batch, timestamp) is { } found)
                return found;
            start = batch.NextOffset;
        }

        return null;
    }

    /// <summary>
    /// The largest timestamp at or behind the log's start, which lies in this segment. Costs a walk only where the segment's own largest was deleted.
    /// </summary>
    private TimestampedOffset LargestFromStart(SegmentReader reader)
    {
        if (reader.IsEmpty)
            return TimestampedOffset.None;

        using var lease = reader.Lease();
        var locator = new BatchLocator(reader.Segment, lease.File, reader.Bound, reader.Whole);
        if (locator.FindOffset(bounds.Start) is not { } first)
            return TimestampedOffset.None;

        var ofSegment = LargestOf(reader);
        if (ofSegment.Offset >= first.NextOffset)
            return ofSegment;

        var largest = TimestampedOffset.None;
        for (var timestamp = long.MinValue; FirstRecord(reader, lease.File, first, timestamp) is { } record; timestamp = record.Timestamp + 1)
            largest = record;
        for (var start = first.NextOffset; locator.FindTimestamp(start, long.MinValue + 1) is { } batch; start = batch.NextOffset)
        {
            if (largest.Offset == Offset.None || batch.MaxTimestamp > largest.Timestamp)
                largest = new TimestampedOffset(batch.MaxTimestamp, batch.BaseOffset);
        }

        return largest;
    }

    private TimestampedOffset? FirstRecord(SegmentReader reader, ILogFile file, BatchPosition position, long timestamp)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(position.Bytes);
        try
        {
            var read = file.Read(position.Position, buffer.AsSpan(0, position.Bytes));
            var expected = reader.Whole with { Next = position.BaseOffset };
            var defect = RecordBatch.TryOpen(buffer.AsSpan(0, read), out var batch) ? expected.Check(batch) : StoredBatchDefect.Length;
            if (defect != StoredBatchDefect.None)
                throw new CorruptBatchException(position.BaseOffset, position.NextOffset, file.Path, position.Position, defect);

            using var records = BatchRecords.Open(buffer.AsMemory(0, read), InflatedBytesMax);
            foreach (var record in records)
            {
                if (record.Timestamp >= timestamp && record.Offset >= bounds.Start)
                    return new TimestampedOffset(record.Timestamp, record.Offset);
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
